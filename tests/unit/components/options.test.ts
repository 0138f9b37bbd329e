import { expect, test } from 'vitest';
import { countOptions, exactOption, matchSections, meantOption, takeOptions } from '#components/ui/match-options.ts';
import { asSections } from '#components/ui/options.ts';

const accounts = [
  { id: '1', label: 'General expenses', detail: '429' },
  { id: '2', label: 'Office expenses', detail: '453' },
  { id: '3', label: 'Café & entertainment', detail: '420' },
  { id: '4', label: 'Expenses to recharge', detail: '4290' },
];
const labels = (query: string) =>
  matchSections(asSections(accounts), query)
    .flatMap(({ options }) => options)
    .map(({ label }) => label);

test('an option is found by any part of its name, whatever the case and the accents', () => {
  expect(labels('CAFE')).toEqual(['Café & entertainment']);
});

test('the code that was typed comes first, before longer codes', () => {
  expect(labels('429')).toEqual(['General expenses', 'Expenses to recharge']);
});

test('names that begin with what was typed come before names that only hold it', () => {
  expect(labels('exp')).toEqual(['Expenses to recharge', 'General expenses', 'Office expenses']);
});

test('every word must be found, in any order', () => {
  expect(labels('expenses off')).toEqual(['Office expenses']);
  expect(labels('office nothing')).toEqual([]);
});

test('a code that begins with what was typed comes before one that holds it, in whatever section', () => {
  const sections = [
    { title: 'Expenses', options: [{ id: '320', label: 'Direct wages', detail: '320' }] },
    {
      title: 'Revenue',
      options: [
        { id: '2001', label: 'Sales abroad', detail: '2001' },
        { id: '200', label: 'Sales', detail: '200' },
      ],
    },
  ];
  const found = (query: string) => matchSections(sections, query).flatMap(({ options }) => options.map(({ id }) => id));
  expect(found('20')).toEqual(['2001', '200', '320']);
  expect(found('200')).toEqual(['200', '2001']);
  expect(matchSections(sections, '20').map(({ title }) => title)).toEqual(['Revenue', 'Expenses']);
});

test('what is typed in full is known by its name or its code, unless it is not to be chosen or not the only one', () => {
  const exact = (text: string) => exactOption(asSections([...accounts, ...others]), text)?.id;
  const others = [
    { id: '8', label: 'Zero', isDisabled: true },
    { id: '9', label: 'Twice' },
    { id: '10', label: 'twice' },
  ];
  expect(['office  EXPENSES', '4290', 'office', 'zero', 'twice', ''].map(exact)).toEqual([
    '2',
    '4',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('what was typed is not taken for a name that only means the same', () => {
  const soap = asSections([{ id: '1', label: '100 Percent Natural Soap Co' }]);
  expect(meantOption(soap, '100 percent nat', false)).toBe('1');
  expect(meantOption(soap, '100% Natural Soap Co', false)).toBeNull();
  expect(meantOption([], 'soap', false)).toBeNull();
});

test('a text that may be a new name is taken for what is exactly that, and never for a longer name', () => {
  const both = asSections([
    { id: 'interior', label: 'Azure Interior' },
    { id: 'azure', label: 'Azure' },
    { id: 'gone', label: 'Azure Old', isDisabled: true },
  ]);
  const longer = asSections([{ id: 'interior', label: 'Azure Interior' }]);
  expect(meantOption(both, 'azure', false)).toBe('azure');
  expect(meantOption(longer, 'Azure', true)).toBeNull();
  expect(meantOption(longer, 'Azure', false)).toBe('interior');
});

test('nothing typed shows everything in its own order', () => {
  expect(labels('')).toHaveLength(4);
});

test('sections without a match are left out, and a long list is cut without losing its sections', () => {
  const sections = [
    { title: 'A', options: accounts },
    { title: 'B', options: [{ id: '9', label: 'Wages' }] },
  ];
  expect(matchSections(sections, 'wages').map(({ title }) => title)).toEqual(['B']);
  expect(countOptions(takeOptions(sections, 3))).toBe(3);
  expect(countOptions(takeOptions(sections, 100))).toBe(5);
  expect(asSections(accounts)).toEqual([{ title: '', options: accounts }]);
});

test('a name of signs alone is found exactly, also one of signs that are accents elsewhere', () => {
  const signs = ['+++', '^^', '``', '🍋'].map((label) => ({ id: label, label }));
  for (const { label } of signs) {
    const found = matchSections(asSections(signs), label).flatMap(({ options }) => options);
    expect(found.map(({ id }) => id)).toEqual([label]);
  }
});
