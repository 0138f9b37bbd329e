import { fillNewRates } from '#lib/coding/fill-rates.ts';
import { readRates } from '#lib/rates/read-rates.ts';
import type { Handlers } from './lanes.ts';

export const readExchangeRates: Handlers['read-exchange-rates'] = async () => {
  if ((await readRates()) > 0) await fillNewRates();
};
