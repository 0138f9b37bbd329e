/**
 * `npm run extraction:samples -- <folder> [--count 300] [--seed 1] [--varied]`: makes receipts and invoices of seven
 * countries as they look when they are photographed: tilted, in perspective, blurred, in a shadow, faded, compressed; each
 * with its truth beside it. Varied ones are harder: tills, restaurants, fuel, hotels and more, worn paper, and invoices as
 * PDFs of twelve countries. The same seed makes the same documents. None is of a real business.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { continueOnProjectNode } from './lib/install.mjs';

await continueOnProjectNode();
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    varied: { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
if (!folder) {
  console.error('Say where to: npm run extraction:samples -- <folder> [--count 300] [--seed 1] [--varied]');
  process.exit(1);
}
const { samplePicture, variedSample } = await import('./lib/sample-picture.mjs');
for (let index = 0; index < Number(values.count); index++) {
  const sample = values.varied ? variedSample : samplePicture;
  const { group = '.', name, bytes, label } = await sample(Number(values.seed), index);
  mkdirSync(join(folder, group), { recursive: true });
  writeFileSync(join(folder, group, name), bytes);
  writeFileSync(join(folder, group, `${name}.label.json`), `${JSON.stringify(label, null, 1)}\n`);
}
console.log(`${values.count} documents in ${folder}`);
