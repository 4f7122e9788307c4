import { config } from 'zod';

/*
 * Imported before every schema. Outside Node there is a content policy that forbids `eval`, which zod would try once and
 * report as a violation; inside Node its compiled parsers are several times as fast.
 */
if (!('process' in globalThis)) config({ jitless: true });
