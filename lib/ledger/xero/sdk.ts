import sdk, { AccountingApi, ObjectSerializer } from 'xero-node';
import { msDate } from './ms-date.ts';

/*
 * xero-node turns every text that begins with "/Date(" into a date, a supplier's name as well as a day, and throws where
 * there is no number in it. Here text stays text; the days that it calls texts are read where they are needed, and an
 * instant that cannot be read is none. It also looks for every field that a model may have, of which an entry has few;
 * here those that came are looked up in its model, which halves what a page of contacts costs.
 */
ObjectSerializer.deserialize = (data: unknown, type: string) => modelOf(data, type);

/** What every contact brings along, and nobody here reads. */
const unread = new Set(['Array<ContactPerson>', 'Array<ContactGroup>']);
const plain = new Set(['string', 'boolean', 'number']);

function modelOf(data: unknown, type: string): unknown {
  if (type === 'Date') return instantOf(data);
  if (data === undefined || data === null || plain.has(type)) return data;
  if (type.startsWith('Array<')) {
    const each = type.slice('Array<'.length, -1);
    return Object.values(data).map((one) => modelOf(one, each));
  }
  const fields = fieldsOf(type);
  if (!fields) return data;
  const model: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(data)) {
    const field = fields.get(name);
    if (field && !unread.has(field.type)) model[field.name] = modelOf(value, field.type);
  }
  return model;
}

type Field = { name: string; baseName: string; type: string };
type Model = { getAttributeTypeMap: () => Field[] };

/** Of each model, by the names that Xero calls them. */
const known = new Map<string, ReadonlyMap<string, Field> | null>();

/** Null for what is no model, such as the words of a list of them. */
function fieldsOf(type: string): ReadonlyMap<string, Field> | null {
  const before = known.get(type);
  if (before !== undefined) return before;
  const model = (sdk as unknown as Record<string, Partial<Model> | undefined>)[type];
  const fields = model?.getAttributeTypeMap?.();
  const found = fields ? new Map(fields.map((field) => [field.baseName, field])) : null;
  known.set(type, found);
  return found;
}

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
