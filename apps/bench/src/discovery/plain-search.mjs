import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

// The yardstick: what anybody would write first. Every name, folded, is asked whether it has the letters.
const { PORT = '0', PROVIDERS = '' } = process.env;
const MOST = 8;
/** @type {{ names: { text: string }[], scopes: string[] }[]} */
const providers = JSON.parse(readFileSync(PROVIDERS, 'utf8'));
const fold = (/** @type {string} */ text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const folded = providers.map((provider) => ({
  provider,
  text: fold([...provider.names.map(({ text }) => text), ...provider.scopes].join('\n')),
}));

createServer((request, answer) => {
  const typed = fold(new URL(request.url ?? '/', 'http://own.invalid').searchParams.get('q') ?? '');
  const found = folded.filter(({ text }) => text.includes(typed)).slice(0, MOST);
  answer.setHeader('Content-Type', 'application/json').end(JSON.stringify(found));
}).listen(Number(PORT), '127.0.0.1', () => process.stdout.write('plain ready\n'));
