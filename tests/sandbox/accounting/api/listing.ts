import type { ApiCall } from './context.ts';
import { unreadableQuery } from './failures.ts';
import { calendarDateOf } from './reading.ts';

/** An instant of `If-Modified-Since`, to the second; in the query it is ignored, as at Xero. */
export function modifiedSince(call: ApiCall): number | undefined {
  const header = call.request.headers['if-modified-since'];
  if (!header) return undefined;
  // Xero reads a time without a zone as UTC.
  const instant = Date.parse(/Z|GMT|[+-]\d\d:?\d\d$/.test(header) ? header : `${header}Z`);
  return Number.isNaN(instant) ? undefined : Math.floor(instant / 1000) * 1000;
}

export interface Page<T> {
  rows: readonly T[];
  /** Present only when a page was asked for. */
  pagination?: { page: number; pageSize: number; pageCount: number; itemCount: number };
}

const DEFAULT_PAGE_SIZE = 100;
const MOST_PER_PAGE = 1000;

/** The page that `page` asks for, or everything; `pageSize` alone asks for none. */
export function paged<T>(call: ApiCall, rows: readonly T[]): Page<T> {
  const { query } = call.request;
  if (!query.has('page')) return { rows };
  const page = positive(query.get('page')) ?? 1;
  const pageSize = Math.min(positive(query.get('pageSize')) ?? DEFAULT_PAGE_SIZE, MOST_PER_PAGE);
  return {
    rows: rows.slice((page - 1) * pageSize, page * pageSize),
    pagination: { page, pageSize, pageCount: Math.ceil(rows.length / pageSize), itemCount: rows.length },
  };
}

/** The values of a comma separated parameter. */
export function listParameter(call: ApiCall, name: string): string[] | undefined {
  const value = call.request.query.get(name);
  return value ? value.split(',').map((one) => one.trim()) : undefined;
}

/** A parameter that is a date, or a refusal. */
export function dateParameter(call: ApiCall, name: string): string | undefined {
  const text = call.request.query.get(name);
  if (!text) return undefined;
  const date = calendarDateOf(text);
  if (!date) throw unreadableQuery(`'${text}' is no date`);
  return date;
}

export function flag(call: ApiCall, name: string): boolean {
  return call.request.query.get(name)?.toLowerCase() === 'true';
}

/** The decimals of prices: two, and four for who asks with `unitdp=4`. */
export function unitPlaces(call: Pick<ApiCall, 'request'>): UnitPlaces {
  return call.request.query.get('unitdp') === '4' ? 4 : 2;
}

export type UnitPlaces = 2 | 4;

/** Xero's default order: by the instant of the last change, then by id. */
export function byUpdate<T extends { id: string; updatedAt: number }>(a: T, b: T): number {
  return a.updatedAt - b.updatedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function positive(text: string | null): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
