import { setTimeout } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { findBrowser } from '#scripts/lib/browser.mjs';
import { aPdf } from '#tests/support/files.ts';
import { aSharedBusiness, aSharedItem, type SharedBusiness } from '#tests/support/shared-business.ts';
import { sessionOf } from '#tests/support/sign-in.ts';
import { byTurns, isFull, measured, note, p95 } from './measure.ts';
import { startWeb, type Web } from './web.ts';

/* Pages as the web server gives them and as a browser shows them. */

const LOAD_REQUESTS = isFull ? 2_000 : 400;
const AT_ONCE = 8;
/** At most as many as there are items before the first. */
const STEPS = isFull ? PAGE_ROWS - 1 : 25;

let web: Web;
let business: SharedBusiness;
let idleMb: number;

beforeAll(async () => {
  web = await startWeb();
  idleMb = web.memoryMb();
  business = await aSharedBusiness();
  for (let count = 1; count <= PAGE_ROWS; count++) {
    const bytes = aPdf(`Invoice ${count}`);
    await aSharedItem(business, { reference: `REF-${count}` }, { fileName: `Invoice ${count}.pdf`, bytes });
  }
}, 600_000);

afterAll(() => web.stop());

test('the inbox over HTTP, beside a page of the same frame with nothing in it', { timeout: 300_000 }, async () => {
  const samples = await byTurns(isFull ? 200 : 50, {
    value: () => web.page(`/${business.slug}/costs`),
    anchor: () => web.page(`/${business.slug}/costs/archive`),
  });
  measured({
    name: `inbox page of ${PAGE_ROWS} rows over HTTP, p95, over an empty archive`,
    value: p95(samples.value),
    anchor: p95(samples.anchor),
    unit: 'ms',
    aim: { most: 3, of: 'ratio' },
  });
});

/** How long a browser takes from a press of J to the next item's fields, and to its document. */
async function stepThrough(): Promise<{ fields: number[]; document: number[] }> {
  const executablePath = (await findBrowser()) ?? undefined;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const samples = { fields: [] as number[], document: [] as number[] };
  try {
    const context = await browser.newContext({
      baseURL: web.url,
      viewport: { width: 1280, height: 720 },
      storageState: await sessionOf('ADMIN'),
    });
    const page = await context.newPage();
    // The newest comes first, so the next ones are older.
    await page.goto(`/${business.slug}/costs/${PAGE_ROWS}`);
    await page.locator('html[data-is-ready]').waitFor();
    for (let number = PAGE_ROWS - 1; number >= PAGE_ROWS - STEPS; number--) {
      // Somebody looks at an item before going on; meanwhile the next one may be fetched.
      await setTimeout(500);
      await page.evaluate(watchForItem, { path: `/costs/${number}`, reference: `REF-${number}` });
      await page.keyboard.press('j');
      const { fields, document } = await page.evaluate(() => (window as Watching).step);
      // The first steps fill caches.
      if (number > PAGE_ROWS - 4) continue;
      samples.fields.push(fields);
      samples.document.push(document);
    }
  } finally {
    await browser.close();
  }
  return samples;
}

type Step = { fields: number; document: number };
type Watching = typeof window & { step: Promise<Step> };

/** Runs in the page: milliseconds from the next key to the frame in which the item's fields, and its document, are there. */
function watchForItem({ path, reference }: { path: string; reference: string }): void {
  (window as Watching).step = new Promise((resolve, reject) => {
    let pressedAt = Number.NaN;
    let fields = Number.NaN;
    addEventListener('keydown', (event) => (pressedAt = event.timeStamp), { capture: true, once: true });
    const givesUpAt = performance.now() + 20_000;
    const look = () => {
      const now = performance.now();
      if (now > givesUpAt) return reject(new Error(`${path} did not come: ${location.pathname}`));
      const inputs = [...document.querySelectorAll<HTMLInputElement>('main input')];
      const isHere = location.pathname.endsWith(path) && inputs.some(({ value }) => value === reference);
      if (isHere && Number.isNaN(fields)) fields = now - pressedAt;
      const pictures = [...document.querySelectorAll<HTMLImageElement>('main img[src*="/pages/"]')];
      const isDrawn =
        pictures.length > 0 && pictures.every(({ complete, naturalWidth }) => complete && naturalWidth > 0);
      if (isHere && isDrawn) return resolve({ fields, document: now - pressedAt });
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

test('J, to the next item', { timeout: 300_000 }, async () => {
  const { fields, document } = await stepThrough();
  expect(fields.length).toBeGreaterThan(0);
  for (const [name, samples, most] of [
    ['J to the fields of the next item, p95', fields, 60],
    ['J to its document, p95', document, 100],
  ] as const) {
    measured({ name, value: p95(samples), anchor: null, unit: 'ms', aim: { most, of: 'value' } });
  }
});

test('memory of the web server after load, over idle', { timeout: 600_000 }, async () => {
  let left = LOAD_REQUESTS;
  async function ask(): Promise<void> {
    while (left-- > 0) await web.page(`/${business.slug}/costs${left % 4 === 0 ? `/${(left % PAGE_ROWS) + 1}` : ''}`);
  }
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  // V8 looks for what is free eight seconds after nobody has asked for anything, on a busy machine later; until then
  // there is no telling it from what is kept.
  const underLoad = web.memoryMb();
  let kept = underLoad;
  for (let second = 0; second < 30; second++) {
    await setTimeout(1_000);
    kept = Math.min(kept, web.memoryMb());
  }
  note(`right after them ${Math.round(underLoad)} MB`);
  measured({
    name: `web memory after ${LOAD_REQUESTS} pages, ${AT_ONCE} at once, over idle`,
    value: kept,
    anchor: idleMb,
    unit: 'MB',
    aim: { most: 2, of: 'ratio' },
  });
});
