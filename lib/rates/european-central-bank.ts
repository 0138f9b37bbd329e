import { type CalendarDate, toCalendarDate } from '#lib/domain/calendar-date.ts';
import { decimal } from '#lib/domain/money.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { DayRates, RateProblem, RateSource } from './rate-source.ts';

const TIMEOUT_MS = 15_000;
/** Ninety days of rates are 60 kB. */
const MAX_BYTES = 2_000_000;
const MAX_DAYS = 400;
const MAX_CURRENCIES = 200;

/**
 * The euro's reference rates as the European Central Bank publishes them on its working days: one day at
 * https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml, or the last ninety at …/eurofxref-hist-90d.xml.
 */
export const europeanCentralBank: RateSource = {
  id: 'ecb',
  title: 'European Central Bank',
  base: 'EUR',
  async read(url) {
    const text = await fetched(url);
    return text.ok ? ratesIn(text.value) : text;
  },
};

async function fetched(url: string): Promise<Result<string, RateProblem>> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), headers: { accept: 'text/xml' } });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return fail({ message: `The rates were answered with ${response.status}.` });
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.byteLength;
      // Leaving the loop ends the connection.
      if (size > MAX_BYTES) return fail({ message: `The rates are longer than ${MAX_BYTES} bytes.` });
      chunks.push(chunk);
    }
    return ok(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    return fail({
      message: `The rates could not be fetched: ${error instanceof Error ? error.message : 'no reason'}.`,
    });
  }
}

// No two parts of it match the same signs: a file that never ends one is read as fast as any other.
const cube = /<Cube\s([^<>]*)>/g;
const attributeOf = (attributes: string, name: string) =>
  new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1];

/** What the file says, which knows no other elements: a day, then its currencies. Fails unless all of it can be read. */
export function ratesIn(xml: string): Result<DayRates[], RateProblem> {
  const days: { day: CalendarDate; perBase: Map<string, string> }[] = [];
  for (const [, attributes = ''] of xml.matchAll(cube)) {
    const time = attributeOf(attributes, 'time');
    if (time !== undefined) {
      const day = toCalendarDate(time);
      if (!day || days.length >= MAX_DAYS) return unreadable;
      days.push({ day, perBase: new Map([[europeanCentralBank.base, '1']]) });
      continue;
    }
    const [currency = '', rate = ''] = [attributeOf(attributes, 'currency'), attributeOf(attributes, 'rate')];
    const perBase = days.at(-1)?.perBase;
    if (!perBase || perBase.size > MAX_CURRENCIES || !/^[A-Z]{3}$/.test(currency) || !isRate(rate)) return unreadable;
    perBase.set(currency, rate);
  }
  return days.length > 0 && days.every(({ perBase }) => perBase.size > 1) ? ok(days) : unreadable;
}

const isRate = (text: string) => /^\d{1,9}(\.\d{1,10})?$/.test(text) && decimal(text).gt(0);

const unreadable = fail<RateProblem>({
  message: 'What was answered are no rates as the European Central Bank has them.',
});
