import { configure } from '@testing-library/react';
import { vi } from 'vitest';

// A page is fetched when it is opened, which a busy machine may take seconds for; what never comes still fails.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });
