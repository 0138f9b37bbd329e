/** Where the columns of an item's coding are written, found in the sources: what the test of the one writer reads. */
import { globSync, readFileSync } from 'node:fs';
import { codingFields } from '#lib/domain/coding/coding.ts';
import { inProject } from '#scripts/lib/paths.mjs';

const rowTables = ['lineItem', 'itemPayment'];
const itemWrite = /\.item\.(?:create|update|upsert)\w*\(/g;
const rowWrite = new RegExp(`\\.(?:${rowTables.join('|')})\\.(?:create|update|upsert|delete)`);
const statement = /(?:UPDATE|INSERT INTO|DELETE FROM)\s+"(?:Item|LineItem|ItemPayment)"/;

/** What a source outside lib/coding writes of a coding; empty for those that write none of it. */
export function codingWrites(source: string): string[] {
  const calls = [...source.matchAll(itemWrite)].map(({ index, 0: { length } }) => balanced(source, index + length - 1));
  // A call that is handed its data takes it from somewhere in the same file.
  const where = calls.map((call) => (/\bdata\s*[,})]/.test(call) ? source : call));
  const data = where.flatMap((text) =>
    [...text.matchAll(/\bdata: (?=\{)/g)].map(({ index }) => balanced(text, index + 6)),
  );
  return [
    ...[rowWrite, statement].flatMap((pattern) => source.match(pattern)?.[0] ?? []),
    ...data
      .map(withoutNewItem)
      .flatMap((text) => [
        ...codingFields.filter((field) => new RegExp(`[{,\\s]${field}\\s*[:,}]`).test(text)),
        ...[...text.matchAll(/\.\.\.[\w.]+/g)].map(([spread]) => spread),
      ]),
  ];
}

function withoutNewItem(text: string): string {
  const start = text.indexOf('...newItem(');
  return start < 0 ? text : text.replace(`...newItem${balanced(text, start + '...newItem'.length)}`, '');
}

/** The text from the bracket at `start` to the one that closes it. */
function balanced(source: string, start: number): string {
  let depth = 0;
  for (let end = start; end < source.length; end++) {
    if ('{(['.includes(source[end] ?? '')) depth++;
    else if ('})]'.includes(source[end] ?? '') && --depth === 0) return source.slice(start, end + 1);
  }
  return source.slice(start);
}

/** Every source of the product outside of the room that may write codings. */
export function otherSources(): { file: string; source: string }[] {
  return globSync('{app,lib,workers}/**/*.{ts,tsx}', { cwd: inProject('.') })
    .map(String)
    .filter((file) => !file.startsWith('lib/coding/'))
    .sort()
    .map((file) => ({ file, source: readFileSync(inProject(file), 'utf8') }));
}
