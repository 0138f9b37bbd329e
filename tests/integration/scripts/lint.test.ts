import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** What the lint, set up as ours is, says about a file of this name and content. */
function lint(file: string, source: string) {
  const folder = mkdtempSync(join(tmpdir(), 'intray-lint-'));
  for (const name of ['biome.json', '.gitignore']) copyFileSync(name, join(folder, name));
  mkdirSync(join(folder, dirname(file)), { recursive: true });
  writeFileSync(join(folder, file), source);
  const { status, stdout, stderr } = spawnSync(resolve('node_modules/.bin/biome'), ['lint', '.'], { cwd: folder });
  return { isAccepted: status === 0, output: `${stdout}${stderr}` };
}

test.each([
  ['lib/items/port.ts', 'export const port = process.env.PORT;\n', 'noProcessEnv'],
  ['app/page.tsx', 'export const port = process.env.PORT;\n', 'noProcessEnv'],
  ['lib/domain/rates.ts', "export const rates = () => fetch('/rates');\n", 'noRestrictedGlobals'],
  ['lib/items/item.ts', 'export function read(item: any) {\n  return item;\n}\n', 'noExplicitAny'],
])('%s with %j does not pass the lint', (file, source, rule) => {
  const { isAccepted, output } = lint(file, source);
  expect(output).toContain(rule);
  expect(isAccepted).toBe(false);
});

test.each([
  ['lib/env.ts', 'export const port = process.env.PORT;\n'],
  ['scripts/lib/settings.mjs', 'export const port = process.env.PORT;\n'],
  ['lib/items/item.ts', "export const rates = () => fetch('/rates');\n"],
])('%s with %j passes', (file, source) => {
  expect(lint(file, source)).toMatchObject({ isAccepted: true });
});
