import { isCurrencyCode } from '../organisations/currency-codes.ts';
import { isCalendarDate } from './dates.ts';
import { nothingToDo, payloadTooLarge, Refusal, unreadableBody, validationFailed } from './failures.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * One JSON object of a request. Names are matched exactly, unknown ones are ignored, as at Xero. A value of the wrong
 * kind refuses the whole request, naming the path. `undefined`: not sent; empty text is told apart from that.
 */
export class Fields {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #read = new Set<string>();

  constructor(raw: unknown, path: string) {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw conversion(raw, 'object', path);
    this.raw = raw as Record<string, unknown>;
    this.#path = path;
  }

  /** Whether the field was sent at all, be it as null. */
  has(name: string): boolean {
    return this.raw[name] !== undefined;
  }

  /** The names that were sent and that nobody has asked for: Xero ignores them. */
  get unread(): string[] {
    return Object.keys(this.raw).filter((name) => !this.#read.has(name));
  }

  /** An object at the same place with nothing in it: for what stays as it is. */
  none(): Fields {
    return new Fields({}, this.#path);
  }

  text(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value === 'object') throw conversion(value, 'System.String', this.#at(name));
    return String(value);
  }

  decimal(name: string): number | undefined {
    const value = this.#value(name);
    if (value === undefined || value === '') return undefined;
    const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN;
    if (!Number.isFinite(number)) throw conversion(value, 'System.Decimal', this.#at(name));
    return number;
  }

  boolean(name: string): boolean | undefined {
    const value = this.#value(name);
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'boolean') return value;
    if (value === 'true' || value === 'false') return value === 'true';
    throw conversion(value, 'System.Boolean', this.#at(name));
  }

  guid(name: string): string | undefined {
    const value = this.text(name);
    return value === undefined || value === '' ? undefined : guidOf(value);
  }

  oneOf<T extends string>(name: string, type: string, words: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return undefined;
    if (!words.includes(value as T)) throw conversion(value, type, this.#at(name));
    return value as T;
  }

  /** An ISO currency code, in capitals. */
  currency(name: string): string | undefined {
    const value = this.text(name)?.toUpperCase();
    if (value === undefined || value === '') return undefined;
    if (!isCurrencyCode(value)) throw conversion(value, 'CurrencyCode', this.#at(name));
    return value;
  }

  /** `YYYY-MM-DD`, with or without a time, or `/Date(ms+0000)/`. */
  date(name: string): string | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return undefined;
    const date = calendarDateOf(value);
    if (date === undefined) throw conversion(value, 'System.DateTime', this.#at(name));
    return date;
  }

  object(name: string): Fields | undefined {
    const value = this.#value(name);
    return value === undefined ? undefined : new Fields(value, this.#at(name));
  }

  list(name: string): Fields[] | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw conversion(value, 'System.Collections.Generic.List', this.#at(name));
    return value.map((element, index) => new Fields(element, `${this.#at(name)}[${index}]`));
  }

  #value(name: string): unknown {
    this.#read.add(name);
    const value = this.raw[name];
    return value === null ? undefined : value;
  }

  #at(name: string): string {
    return this.#path ? `${this.#path}.${name}` : name;
  }
}

/** The date of a text that is a date, or an instant, as Xero writes either. */
export function calendarDateOf(text: string): string | undefined {
  const milliseconds = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(text)?.[1];
  const written = milliseconds
    ? new Date(Number(milliseconds)).toISOString()
    : /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text)?.[0];
  const date = written?.slice(0, 10);
  // .NET's dates begin with the year 1 and end with 9999.
  return date && isCalendarDate(date) && date >= '0001-01-01' ? date : undefined;
}

/** An id in the canonical form, or a refusal of the request. */
function guidOf(text: string): string {
  if (!GUID.test(text)) {
    throw unreadableBody('Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).');
  }
  return text.toLowerCase();
}

export function isGuid(text: string): boolean {
  return GUID.test(text);
}

function conversion(value: unknown, type: string, path: string) {
  const shown = typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
  return unreadableBody(
    `JSON request body could not be read, Error converting value ${shown} to type '${type}'. Path '${path}'.`,
  );
}

/**
 * The elements of a body: `{"Invoices":[…]}`, one object alone, or a bare list. The name of the envelope is matched
 * whatever its case.
 */
export function elementsOf(body: Buffer, plural: string): Fields[] {
  const parsed = parseBody(body);
  if (Array.isArray(parsed)) return parsed.map((element, index) => new Fields(element, `[${index}]`));
  const envelope = new Fields(parsed, '');
  const name = Object.keys(envelope.raw).find((key) => key.toLowerCase() === plural.toLowerCase());
  return name ? (envelope.list(name) ?? []) : [envelope];
}

/** The element of a call that writes one; a second is refused and not dropped in silence. */
export function onlyElementOf(body: Buffer, plural: string): Fields {
  const [element, ...others] = elementsOf(body, plural);
  if (!element) throw nothingToDo();
  if (others.length > 0) {
    const Message = `Only one of the ${plural} can be written in a request.`;
    throw validationFailed(others.map(({ raw }) => ({ ...raw, ValidationErrors: [{ Message }] })));
  }
  return element;
}

/** Files have a limit of their own. */
const MOST_JSON_BYTES = 10 * 1024 * 1024;

function parseBody(body: Buffer): unknown {
  if (body.length > MOST_JSON_BYTES) throw new Refusal(payloadTooLarge(), 'Request too large');
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw unreadableBody(`JSON request body could not be read, ${(error as Error).message}`);
  }
}
