import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { build, isBuildStale } from '#scripts/lib/build.mjs';
import { inProject } from '#scripts/lib/paths.mjs';
import { measured } from './measure.ts';

/* JavaScript that a browser without a cache loads for a page: what all pages need, and the page's own with its layouts. */

type PageManifest = { entryJSFiles: Record<string, string[]> };

const built = inProject('.next');
const { NODE_ENV: _, ...environment } = process.env;

beforeAll(async () => {
  if (isBuildStale()) await build({ ...environment, NODE_ENV: 'production' });
}, 600_000);

function scriptsOf(page: string): Set<string> {
  const { rootMainFiles } = JSON.parse(readFileSync(join(built, 'build-manifest.json'), 'utf8')) as {
    rootMainFiles: string[];
  };
  const assigned = readFileSync(join(built, 'server/app', page, 'page_client-reference-manifest.js'), 'utf8');
  const json = /^globalThis\.__RSC_MANIFEST\["[^"]+"\] = (.*?);?\s*$/ms.exec(assigned)?.[1] ?? '';
  const { entryJSFiles } = JSON.parse(json) as PageManifest;
  return new Set([...rootMainFiles, ...Object.values(entryJSFiles).flat()]);
}

test.each([
  ['inbox', '[business]/costs', 190],
  ['item', '[business]/costs/[item]', 230],
  ['sign-in', '(signed-out)/sign-in', 130],
])('the first load of the page %s', (name, page, most) => {
  const scripts = scriptsOf(page);
  expect(scripts.size).toBeGreaterThan(0);
  const bytes = [...scripts].map((path) => gzipSync(readFileSync(join(built, path)), { level: 6 }).length);
  measured({
    name: `first-load JavaScript of ${name}, gzip`,
    value: bytes.reduce((sum, each) => sum + each, 0) / 1_000,
    anchor: null,
    unit: 'KB',
    aim: { most, of: 'value' },
  });
});
