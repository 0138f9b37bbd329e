import { expect, test } from 'vitest';
import { asSections, countOptions, matchOptions, matchSections, takeOptions } from '#components/ui/options.ts';

const accounts = [
  { id: '1', label: 'General expenses', detail: '429' },
  { id: '2', label: 'Office expenses', detail: '453' },
  { id: '3', label: 'Café & entertainment', detail: '420' },
  { id: '4', label: 'Expenses to recharge', detail: '4290' },
];
const labels = (query: string) => matchOptions(accounts, query).map(({ label }) => label);

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
  for (const { label } of signs) expect(matchOptions(signs, label).map(({ id }) => id)).toEqual([label]);
});
