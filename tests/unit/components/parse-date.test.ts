import { expect, test } from 'vitest';
import { parseDateText } from '#components/ui/parse-date.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { dateForms, showDate } from '#lib/domain/date-form.ts';

const today = calendarDate('2026-03-31');

test.each([
  ['3/4/26', '2026-04-03'],
  ['3.4.2026', '2026-04-03'],
  ['03-04-2026', '2026-04-03'],
  ['03042026', '2026-04-03'],
  ['2026-04-03', '2026-04-03'],
  ['2026/4/3', '2026-04-03'],
  ['3 Apr 2026', '2026-04-03'],
  ['3apr', '2026-04-03'],
  ['apr 3 26', '2026-04-03'],
  ['3 September', '2026-09-03'],
  ['Sept. 3, 2026', '2026-09-03'],
  ['3/4', '2026-04-03'],
  ['12', '2026-03-12'],
  ['today', '2026-03-31'],
  ['yesterday', '2026-03-30'],
  ['+30', '2026-04-30'],
  ['-1', '2026-03-30'],
])('%j typed on 31 March 2026 is %s', (text, date) => {
  expect(parseDateText(text, today)).toBe(date);
});

test('empty text is no date', () => {
  expect(parseDateText('  ', today)).toBeNull();
});

test.each([
  '31/2/26',
  '32',
  'soon',
  '4 ap',
  '1/2/3/4',
  '13/13/26',
  '2026-04',
  '3 apr 2026 7',
  '4€5',
  '4%5',
  '3:4',
  '#3',
  '£12',
  '-3/4',
  'mayonnaise 3',
])('%j is not a date, rather than another one', (text) => {
  expect(parseDateText(text, today)).toBeUndefined();
});

test.each([
  ['dayFirst', '3/4/26', '2026-04-03'],
  ['monthFirst', '4/3/26', '2026-04-03'],
  ['monthFirst', '4/3', '2026-04-03'],
  ['monthFirst', '04032026', '2026-04-03'],
  ['monthFirst', '3 apr', '2026-04-03'],
  ['monthFirst', '2026-04-03', '2026-04-03'],
  ['monthFirst', '12', '2026-03-12'],
  ['monthFirst', '31/12/2026', undefined],
  ['yearFirst', '26-4-3', '2026-04-03'],
  ['yearFirst', '4-3', '2026-04-03'],
  ['yearFirst', '20260403', '2026-04-03'],
] as const)('whoever reads dates as %s and types %j means %s', (form, text, date) => {
  expect(parseDateText(text, today, form)).toBe(date);
});

test.each(dateForms)('a date that is shown as %s is read as the same', (form) => {
  const date = calendarDate('2026-04-03');
  expect(parseDateText(showDate(date, form), today, form)).toBe(date);
});
