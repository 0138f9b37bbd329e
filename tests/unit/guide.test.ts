import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { lexer, type Tokens, walkTokens } from 'marked';
import { describe, expect, test } from 'vitest';
import {
  documentKeys,
  fieldKeys,
  lineKeys,
  pageKeys,
  rowKeys,
  sheetKeys,
  splitKeys,
} from '#components/ui/page-keys.ts';
import { inProject } from '#scripts/lib/paths.mjs';

/** The guide tells of the product, and says so here when either has changed. */

const FOLDER = inProject('docs/guide');
const MAX_PICTURES = 26;
const MAX_BYTES = 120_000;

const read = (file: string) => readFileSync(inProject(file), 'utf8');
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.md'));
const pages = files.filter((file) => file !== 'README.md');

function ofType<T extends Tokens.Link | Tokens.Image | Tokens.Strong | Tokens.Codespan>(
  file: string,
  type: T['type'],
): T[] {
  const found: T[] = [];
  walkTokens(lexer(read(`docs/guide/${file}`)), (token) => {
    if (token.type === type) found.push(token as T);
    return undefined;
  });
  return found;
}

const links = (file: string) => ofType<Tokens.Link>(file, 'link').map(({ href }) => href);
const pictures = (file: string) => ofType<Tokens.Image>(file, 'image');

test('every page of the guide is in its list, once', () => {
  expect(links('README.md').sort()).toEqual(pages.sort());
});

test.each(files)('%s leads only to pages that there are', (file) => {
  for (const href of links(file)) expect(files, href).toContain(href);
});

/** What people read on the screen, with a space for each break. */
const texts = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: inProject('.') })
  .filter((file) => !file.startsWith('app/guide/'))
  .map((file) => read(file).replaceAll(/\s+/g, ' '))
  .join('\n');

/** A name as it stands in a text of its own, or with what follows from the moment. `Xero` is what the adapter is called. */
function isOnScreen(name: string): boolean {
  const words = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('Xero', String.raw`(?:\$\{\w+\}|Xero)`);
  return new RegExp(String.raw`(?:['"\`>}] ?)${words}(?:[….?:]| ?['"\`<{“]| ?\$\{)`).test(texts);
}

describe.each(files)('%s', (file) => {
  const names = new Set(ofType<Tokens.Strong>(file, 'strong').flatMap(({ text }) => text.split(' > ')));
  if (names.size > 0)
    test.each([...names])('“%s” stands on the screen', (name) => {
      expect(isOnScreen(name)).toBe(true);
    });
});

/** As they stand on the keyboard, and those that only a sentence of the list of keys has. */
const keys = new Set([
  ...[pageKeys, rowKeys, fieldKeys, lineKeys, documentKeys, sheetKeys, splitKeys]
    .flatMap((table): ({ keys: readonly string[] } | null)[] => Object.values(table))
    .flatMap((key) => key?.keys ?? []),
  ...['G', 'I', 'L', 'S'],
]);

test.each(files)('the keys in %s are among those that the product shows', (file) => {
  for (const { text } of ofType<Tokens.Codespan>(file, 'codespan')) {
    for (const key of text.split(' ')) expect([...keys], key).toContain(key);
  }
});

test('every picture is on a page, says what it shows, is made by the script and is not too large', () => {
  const made = read('tests/guide/pictures.ts');
  const taken = readdirSync(`${FOLDER}/images`);
  const shown = files.flatMap(pictures);
  expect(shown.map(({ href }) => href.replace('images/', '')).sort()).toEqual(taken.sort());
  expect(taken.length).toBeLessThanOrEqual(MAX_PICTURES);
  for (const { href, text } of shown) {
    const path = `${FOLDER}/${href}`;
    expect(existsSync(path), href).toBe(true);
    expect(statSync(path).size, href).toBeLessThanOrEqual(MAX_BYTES);
    expect(text.length, href).toBeGreaterThan(20);
    expect(made).toContain(`take('${href.replace(/^images\/|\.png$/g, '')}'`);
  }
});

test('each page of the product that leads to one of the guide leads to one that there is', () => {
  const led = [...texts.matchAll(/guidePath\('([a-z-]+)'\)|\bguide="([a-z-]+)"/g)].map(
    ([, one, other]) => one ?? other,
  );
  expect(led.length).toBeGreaterThan(5);
  for (const name of led) expect(files).toContain(`${name}.md`);
});
