import { expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { readFieldViews, readingNotes } from '#lib/domain/extraction/read-view.ts';
import type { Reading } from '#lib/domain/extraction/reading.ts';
import { aCoding, lists } from '#tests/support/coding.ts';

const said = (value: string, confidence: number) => ({
  ...{ value, confidence, source: 'ocr' as const, place: null, alternatives: [] },
});

const read = (supplierConfidence: number): Reading => ({
  version: 1,
  fields: { supplierName: said('Mega Bigbox', supplierConfidence), date: said('2019-12-07', 0.45) },
  ...{ taxes: [], lines: [], linesWithTax: null, linesOff: '-3028.40' },
  warnings: [
    { code: 'ambiguousDate', field: 'date', detail: '2019-07-12' },
    { code: 'linesDoNotAddUp', field: null, detail: '-3028.40' },
  ],
});

const viewsOf = (reading: Reading) =>
  readFieldViews(reading, aCoding({ contactId: null, issuedOn: calendarDate('2019-12-07') }), {
    ...{ workspace: 'COSTS' as const, provenance: {}, shown: { lists, numbers: 'commaPoint' as const }, digits: 2 },
  });

test('a date whose day and month nothing decides offers the other one, and is told of until somebody has entered another', () => {
  expect(viewsOf(read(0.9)).issuedOn?.alternatives).toEqual([
    { value: '2019-07-12', text: '12 Jul 2019', place: null },
  ]);
  const notesAt = (day: string) =>
    readingNotes(read(0.9), { coding: { issuedOn: calendarDate(day) }, numbers: 'pointComma', readsLines: 'ALWAYS' });
  const lines = 'The lines do not add up to the total: they are out by -3.028,40.';
  expect(notesAt('2019-12-07')).toEqual([
    'Day and month of the date may be the other way round: 12 Jul 2019 instead of 7 Dec 2019.',
    lines,
  ]);
  expect(notesAt('2019-07-12')).toEqual([lines]);
});

test('a name that is hardly the supplier is not offered to be made one', () => {
  expect(viewsOf(read(0.6)).contactId?.unentered).toBe('Mega Bigbox');
  expect(viewsOf(read(0.14)).contactId?.unentered).toBeNull();
});

test('a date that somebody has said is right is told of no more, and lines only where they are wanted', () => {
  const coding = { issuedOn: calendarDate('2019-12-07') };
  const told = { coding, numbers: 'commaPoint' as const };
  expect(readingNotes(read(0.9), { ...told, confirmed: ['issuedOn'], readsLines: 'RATES_DIFFER' })).toEqual([]);
});

test.each([
  ['nobody was asked about is marked', {}, [true, true]],
  ['is asked about says so once', { asked: ['issuedOn' as const] }, [true, false]],
  ['somebody has said is right is sure', { confirmed: ['issuedOn' as const] }, [false, false]],
])('an unsure value that %s', (_, known, expected) => {
  const views = readFieldViews(read(0.9), aCoding({ issuedOn: calendarDate('2019-12-07') }), {
    ...{ workspace: 'COSTS' as const, shown: { lists, numbers: 'commaPoint' as const }, digits: 2 },
    provenance: { issuedOn: { by: 'extraction', name: 'Intray', at: '2026-11-28T08:00:00.000Z', isLocked: false } },
    ...known,
  });
  expect([views.issuedOn?.isUnsure, views.issuedOn?.isMarked]).toEqual(expected);
});
