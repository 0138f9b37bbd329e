import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inProject } from '#scripts/lib/paths.mjs';

/** docs/xero-checkpoints.md names files and, behind each, tests of it: whoever renames one finds it here. */

const rows = readFileSync(inProject('docs/xero-checkpoints.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.includes('---'));

const named = rows.flatMap((row) => {
  const files = [...row.matchAll(/`((?:tests|lib|app)\/[^`]+)`/g)].map(([, file = '']) => file);
  const tests = [...row.matchAll(/“([^”]+)”/g)].map(([, name = '']) => name);
  return [{ row, files, tests }];
});

describe('each checkpoint leads somewhere', () => {
  test.each(named.flatMap(({ files }) => files))('%s is there', (file) => {
    expect(existsSync(inProject(file))).toBe(true);
  });

  const quoted = named.flatMap(({ files, tests }) => (files.length > 0 ? tests.map((name) => ({ name, files })) : []));
  test.each(quoted)('“$name” is a test', ({ name, files }) => {
    const sources = files.map((file) => readFileSync(inProject(file), 'utf8').replaceAll("\\'", "'"));
    expect(sources.some((source) => source.includes(name))).toBe(true);
  });
});
