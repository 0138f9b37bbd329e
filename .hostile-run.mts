// progress: decoders and reader on hostile files, each with its reason
import { writeFileSync, appendFileSync } from 'node:fs';
const root = '/work/wt/reader12';
const [count, seed, out, budget] = process.argv.slice(2);
const { hostileFiles } = await import(root+'/tests/bench/hostile-files.ts');
const { inspectDocument } = await import(root+'/lib/documents/decoding/decode.ts');
const { DecoderPool } = await import(root+'/lib/documents/decoding/pool.ts');
const { readerLimits, readInProcess } = await import(root+'/lib/extraction/reader-pool.ts');
const { noHints } = await import(root+'/lib/domain/extraction/read-document.ts');
const decoder = new DecoderPool(); const reader = new DecoderPool(readerLimits);
const begun = Date.now(); const outcomes: Record<string, number> = {}; let n = 0; writeFileSync(out, '');
const rss = () => Math.round(process.memoryUsage.rss()/1048576);
for await (const { kind, bytes } of hostileFiles(Number(count), Number(seed))) {
  if (Date.now()-begun > Number(budget)*1000) { appendFileSync(out, 'BUDGET OVER\n'); break; }
  const t = performance.now(); n++;
  const inspection = await inspectDocument(bytes, { for: 'Mallory', pool: decoder });
  let outcome = inspection.ok ? '' : `refused ${inspection.code}`;
  if (inspection.ok) {
    const { mimeType } = inspection.document;
    const read = await readInProcess(async () => ({ bytes, mimeType, hints: noHints }), reader);
    outcome = read.ok ? 'read' : `not read: ${read.problem}`;
  }
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const ms = performance.now()-t;
  appendFileSync(out, `${n} ${Math.round(ms)} ms ${kind} -> ${outcome} rss ${rss()}\n`);
}
appendFileSync(out, `END ${n} ${JSON.stringify(outcomes)} rss ${rss()} processes ${reader.processes.length} ${decoder.processes.length} s ${(Date.now()-begun)/1000}\n`);
process.exit(0);
