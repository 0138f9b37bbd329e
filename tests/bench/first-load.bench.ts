import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inProject } from '#scripts/lib/paths.mjs';
import { aSharedBusiness, aSharedItem, type SharedBusiness } from '#tests/support/shared-business.ts';
import { measured } from './measure.ts';
import { startWeb, type Web } from './web.ts';

/* JavaScript that a browser without a cache loads for a page: the scripts that its HTML names. */

let web: Web;
let business: SharedBusiness;
let number: number;

beforeAll(async () => {
  web = await startWeb();
  business = await aSharedBusiness();
  ({ number } = await aSharedItem(business));
}, 600_000);

afterAll(() => web.stop());

/** Those that old browsers need beside them are not loaded by others. */
async function scriptsOf(html: string): Promise<Buffer[]> {
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/nomodule/i.test(tag));
  const paths = new Set(tags.flatMap((tag) => /src="(\/[^"]+)"/.exec(tag)?.[1] ?? []));
  return Promise.all([...paths].map(bytesOf));
}

/** What React and Next.js load for a page that has nothing on it. */
async function baseKb(): Promise<number> {
  const { rootMainFiles } = JSON.parse(readFileSync(inProject('.next/build-manifest.json'), 'utf8')) as {
    rootMainFiles: string[];
  };
  return kbOf(await Promise.all(rootMainFiles.map((path) => bytesOf(`/_next/${path}`))));
}

const kbOf = (scripts: Buffer[]) =>
  scripts.reduce((sum, script) => sum + gzipSync(script, { level: 6 }).length, 0) / 1_000;

const bytesOf = async (path: string) => Buffer.from(await (await fetch(web.url + path)).arrayBuffer());

test.each([
  ['inbox', () => web.page(`/${business.slug}/costs`), 190],
  ['item', () => web.page(`/${business.slug}/costs/${number}`), 230],
  ['sign-in', async () => (await fetch(`${web.url}/sign-in`)).text(), 130],
] as const)('the first load of the page %s', async (name, page, most) => {
  const scripts = await scriptsOf(await page());
  expect(scripts.length).toBeGreaterThan(0);
  measured({
    name: `first-load JavaScript of ${name}, gzip, over that of an empty page`,
    value: kbOf(scripts),
    anchor: await baseKb(),
    unit: 'KB',
    aim: { most, of: 'value' },
  });
});
