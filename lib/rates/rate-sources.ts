import { env } from '#lib/env.ts';
import { europeanCentralBank } from './european-central-bank.ts';
import type { RateSource } from './rate-source.ts';

/** The source of daily rates that is set up, and where it is read; null unless an operator has set one. */
export function dailySource(): { source: RateSource; url: string } | null {
  const url = env().EXCHANGE_RATES_URL;
  return url ? { source: europeanCentralBank, url } : null;
}
