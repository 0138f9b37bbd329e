import { ObjectSerializer } from 'xero-node';

/** The JSON that xero-node sends for these models: its serialiser fixes the fields and their order. */
export function toWire(models: object, model: string): string {
  return JSON.stringify(ObjectSerializer.serialize(models, model));
}

/**
 * The models that xero-node has to be given to send exactly this body again. Its own deserialiser would turn a text
 * such as a description that begins with "/Date(" into a date.
 */
export function fromWire<T>(body: string): T {
  return camelCased(JSON.parse(body)) as T;
}

function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name.charAt(0).toLowerCase() + name.slice(1), camelCased(field)]),
  );
}

/** Throws when xero-node would send other bytes than these, as after an update of it: what is stored is what is sent. */
export function assertSameBytes(body: string, model: string): void {
  if (toWire(fromWire(body), model) !== body) {
    throw new Error(`A stored ${model} request no longer serialises to the same bytes`);
  }
}
