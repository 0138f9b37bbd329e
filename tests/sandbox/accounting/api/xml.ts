import type { Answer } from '../../server/answer.ts';
import type { Request } from '../../server/request.ts';

/**
 * Xero answers in XML whoever does not ask for JSON: a client that forgets `Accept: application/json` finds out here.
 * Refusals of the gateway (who, how often) are JSON for everybody.
 */
export function inAskedFormat(request: Request, answer: Answer): Answer {
  const isJson = answer.headers['content-type']?.startsWith('application/json') ?? false;
  const isOfTheApi = answer.status === 200 || answer.status === 400;
  if (!isJson || !isOfTheApi || request.headers.accept?.includes('json')) return answer;
  const content = JSON.parse(answer.body.toString()) as object;
  const root = 'ErrorNumber' in content ? 'ApiException' : 'Response';
  const schemas = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  return {
    ...answer,
    headers: { ...answer.headers, 'content-type': 'text/xml; charset=utf-8' },
    body: `<${root} ${schemas}>${children(content)}</${root}>`,
  };
}

function children(content: object): string {
  return Object.entries(content)
    .filter(([name]) => !ONLY_IN_JSON.has(name))
    .map(([name, value]) => element(name, value))
    .join('');
}

/** Dates as text, which JSON carries beside its own notation. */
const ONLY_IN_JSON = new Set(['DateString', 'DueDateString', 'UpdatedDateUTCString', 'DateUTCString']);

function element(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    const inner = value.map((one) => element(nameInside(name), one)).join('');
    return inner && `<${name}>${inner}</${name}>`;
  }
  return `<${name}>${typeof value === 'object' ? children(value) : text(name, value)}</${name}>`;
}

const NAMES_INSIDE: Record<string, string> = {
  Tracking: 'TrackingCategory',
  Elements: 'DataContractBase',
  Addresses: 'Address',
};

/** What an element of a list is called. */
function nameInside(list: string): string {
  return NAMES_INSIDE[list] ?? list.replace(/ies$/, 'y').replace(/s$/, '');
}

function text(name: string, value: unknown): string {
  const instant = name.includes('Date') ? /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(String(value))?.[1] : undefined;
  const shown = instant ? new Date(Number(instant)).toISOString().replace(/(\.000)?Z$/, '') : String(value);
  return shown
    .replace(NOT_IN_XML, '')
    .replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] as string);
}

/** XML 1.0 has no way to write these. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
