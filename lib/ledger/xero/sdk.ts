import { AccountingApi, ObjectSerializer } from 'xero-node';
import { msDate } from './ms-date.ts';

/*
 * xero-node turns every text that begins with "/Date(" into a date, a supplier's name as well as a day, and throws where
 * there is no number in it. Here text stays text; the days that it calls texts are read where they are needed, and an
 * instant that cannot be read is none. Its deserialiser calls itself by this name for each field: most fields of an
 * entry are not there or need no reading, and having it find that out costs as much as all the others do.
 */
const plain = new Set(['string', 'boolean', 'number']);
const deserialise = ObjectSerializer.deserialize.bind(ObjectSerializer);
ObjectSerializer.deserialize = (data: unknown, type: string) => {
  if (type === 'Date') return instantOf(data);
  return data === undefined || data === null || plain.has(type) ? data : deserialise(data, type);
};

/** `/Date(1700000000000+0000)/` as an instant, or what another date format names. */
function instantOf(data: unknown): Date | undefined {
  const milliseconds = msDate(data);
  const instant = new Date(milliseconds ?? String(data));
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/**
 * A client for one call. Only the accounting calls of xero-node are used: its own OAuth is bound to addresses that
 * cannot be pointed at the sandbox. One client per call, since the instance holds the token. The signal ends the call's
 * connection: xero-node has no such argument, and hands the request's settings to whoever authenticates it.
 */
export function makeAccountingApi(basePath: string, accessToken: string, signal: AbortSignal): AccountingApi {
  const api = new AccountingApi(basePath);
  api.accessToken = accessToken;
  api.setDefaultAuthentication({
    applyToRequest: (request) => {
      request.signal = signal;
    },
  });
  return api;
}
