/**
 * `npm run extraction -- <folder>`: reads every document below a folder, compares what was read with the truths beside
 * them (`<file>.label.json`: supplier, date, total, tax, currency, number, lines; null is not judged), and tells how
 * often each field is right, how long a page takes, and how much memory. Every miss goes into a CSV file.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compareReading, measures } from './lib/compare-reading.mjs';
import { continueOnProjectNode } from './lib/install.mjs';

await continueOnProjectNode();
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    csv: { type: 'string', default: 'extraction-misses.csv' },
    country: { type: 'string' },
    currency: { type: 'string' },
    show: { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
if (!folder) {
  console.error(
    'Say which folder: npm run extraction -- <folder> [--country GB] [--currency GBP] [--csv misses.csv] [--show]',
  );
  process.exit(1);
}

const { readOriginal } = await import('../lib/extraction/read-original.ts');
const { noHints } = await import('../lib/domain/extraction/read-document.ts');
const mimeTypes = {
  '.pdf': 'application/pdf',
  '.xml': 'application/xml',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.heic': 'image/heic',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
};
const hints = { ...noHints, country: values.country ?? null, baseCurrency: values.currency ?? null };

const root = resolve(folder);
const groups = new Map();
const misses = [];
for (const file of filesBelow(root)) {
  const mimeType = mimeTypes[extname(file).toLowerCase()];
  if (!mimeType) continue;
  const group = groupOf(relative(root, dirname(file)) || '.');
  const { reading, pages, seconds, processor, fault } = await read(file, mimeType);
  group.documents++;
  group.pages += pages;
  group.seconds += seconds;
  group.processor += processor;
  group.slowest = Math.max(group.slowest, processor / Math.max(1, pages));
  if (fault) misses.push([file, 'read', '', fault, '']);
  if (values.show) console.log(`${file}\n${JSON.stringify(shown(reading), null, 1)}`);
  const labelFile = `${file}.label.json`;
  if (!existsSync(labelFile)) continue;
  for (const { measure, isRight, wanted, read: got, confidence } of compareReading(
    reading,
    JSON.parse(readFileSync(labelFile, 'utf8')),
  )) {
    group.measures[measure] ??= { right: 0, all: 0 };
    const count = group.measures[measure];
    count.all++;
    if (isRight) count.right++;
    else if (measure !== 'all three') misses.push([file, measure, wanted, got, confidence]);
  }
}

print();
const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = [
  ['file', 'field', 'wanted', 'read', 'confidence'],
  ...misses.map(([file, ...rest]) => [relative(root, file), ...rest]),
];
writeFileSync(values.csv, `${csv.map((row) => row.map((each) => cell(String(each))).join(',')).join('\r\n')}\r\n`);
console.log(
  `\nPeak memory ${Math.round(process.resourceUsage().maxRSS / 1000)} MB. ${misses.length} misses in ${values.csv}`,
);

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function groupOf(name) {
  const known = groups.get(name);
  if (known) return known;
  const group = { documents: 0, pages: 0, seconds: 0, processor: 0, slowest: 0, measures: {} };
  groups.set(name, group);
  return group;
}

async function read(file, mimeType) {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  const times = () => {
    const { user, system } = process.cpuUsage(used);
    return { seconds: (performance.now() - begun) / 1000, processor: (user + system) / 1e6 };
  };
  try {
    const { documents, pages } = await readOriginal({ bytes: readFileSync(file), mimeType, hints });
    return { reading: documents[0], pages: pages.length, ...times() };
  } catch (error) {
    return { reading: null, pages: 0, fault: String(error), ...times() };
  }
}

/** A reading without its places. */
function shown(reading) {
  if (!reading) return null;
  const fields = Object.fromEntries(
    Object.entries(reading.fields).map(([name, { value, confidence, alternatives }]) => [
      name,
      `${value} (${confidence})${alternatives.length > 0 ? `, or ${alternatives.map((other) => other.value).join(', ')}` : ''}`,
    ]),
  );
  const lines = reading.lines.map(
    ({ quantity, unitPrice, total, description }) => `${quantity} x ${unitPrice} = ${total} ${description}`,
  );
  return {
    ...fields,
    taxes: reading.taxes.map(({ place, ...tax }) => tax),
    lines,
    off: reading.linesOff,
    warnings: reading.warnings,
  };
}

function print() {
  for (const [name, { documents, pages, seconds, processor, slowest, measures: counts }] of groups) {
    const perPage = (time) => (time / Math.max(1, pages)).toFixed(2);
    console.log(
      `\n${name}: ${documents} documents, ${pages} pages; a page takes ${perPage(seconds)} s, ${perPage(processor)} s of one core, the slowest ${slowest.toFixed(2)} s`,
    );
    for (const measure of measures) {
      const count = counts[measure];
      if (count)
        console.log(
          `  ${measure.padEnd(10)} ${String(count.right).padStart(4)} of ${count.all}  ${((100 * count.right) / count.all).toFixed(1)} %`,
        );
    }
  }
}
