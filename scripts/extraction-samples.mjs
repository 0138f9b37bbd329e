/**
 * `npm run extraction:samples -- <folder> [--count 300] [--seed 1]`: makes receipts and invoices of seven countries as
 * they look when they are photographed: tilted, in perspective, blurred, in a shadow, faded, compressed; each with its
 * truth beside it. The same seed makes the same pictures. None is of a real business.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { continueOnProjectNode } from './lib/install.mjs';

await continueOnProjectNode();
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
});
const [folder] = positionals;
if (!folder) {
  console.error('Say where to: npm run extraction:samples -- <folder> [--count 300] [--seed 1]');
  process.exit(1);
}
const { samplePicture } = await import('./lib/sample-picture.mjs');
mkdirSync(folder, { recursive: true });
for (let index = 0; index < Number(values.count); index++) {
  const { name, bytes, label } = await samplePicture(Number(values.seed), index);
  writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, `${name}.label.json`), `${JSON.stringify(label, null, 1)}\n`);
}
console.log(`${values.count} documents in ${folder}`);
