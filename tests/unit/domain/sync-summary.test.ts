import { describe, expect, test } from 'vitest';
import {
  describeChanges,
  type ListChanges,
  listNames,
  type RunChanges,
  summariseRun,
} from '#lib/domain/sync-summary.ts';

const aList = (values: Partial<ListChanges> = {}): ListChanges => ({
  list: 'ACCOUNTS',
  status: 'COMPLETE',
  added: 0,
  changed: 0,
  archived: 0,
  unchanged: 0,
  expected: null,
  problem: null,
  ...values,
});

const aRun = (values: Partial<RunChanges> = {}): RunChanges => ({
  status: 'COMPLETE',
  problem: null,
  lists: listNames.map((list) => aList({ list })),
  ...values,
});

describe('what a refresh did to a list, in words', () => {
  test.each<[Partial<ListChanges>, string]>([
    [{}, 'No changes'],
    [{ unchanged: 58 }, 'No changes'],
    [{ added: 2, archived: 1, unchanged: 55 }, '2 added, 1 archived'],
    [{ added: 1, changed: 2, archived: 3 }, '1 added, 2 changed, 3 archived'],
    [{ added: 10_000 }, '10,000 added'],
    [{ list: 'ORGANISATION', changed: 1 }, 'Details changed'],
    [{ list: 'ORGANISATION', unchanged: 1 }, 'No changes'],
    [
      { added: 2, problem: { code: 'entriesUnread', message: 'One entry could not be read.' } },
      '2 added. One entry could not be read.',
    ],
    [{ status: 'QUEUED' }, 'Waiting'],
    [{ status: 'RUNNING' }, 'Reading'],
    [{ status: 'RUNNING', expected: 10_000, added: 2_000, unchanged: 1_000 }, '3,000 of 10,000 read: 2,000 added'],
    [{ status: 'RUNNING', expected: 58, unchanged: 58 }, '58 of 58 read'],
    [{ status: 'FAILED', problem: { code: 'missing', message: 'Xero does not know it.' } }, 'Xero does not know it.'],
  ])('%j reads %j', (values, text) => {
    expect(describeChanges(aList(values), 'commaPoint')).toBe(text);
  });
});

describe('a whole refresh, in words', () => {
  test.each<[string, Partial<RunChanges>, object]>([
    ['nothing changed', {}, { tone: 'success', title: 'Refreshed: no changes', isLive: false, progress: null }],
    [
      'changes add up over the lists',
      { lists: [aList({ added: 2, archived: 1 }), aList({ list: 'CONTACTS', changed: 4 })] },
      { title: 'Refreshed: 7 changes' },
    ],
    ['one change is singular', { lists: [aList({ added: 1 })] }, { title: 'Refreshed: 1 change' }],
    ['before it begins', { status: 'QUEUED' }, { tone: 'success', title: 'Refresh in progress', isLive: true }],
    [
      'while the call limit is used up',
      { status: 'QUEUED', problem: { code: 'rateLimited', message: 'Until 14:05.' } },
      { title: 'Refresh is waiting', detail: 'Until 14:05.', isLive: true },
    ],
    [
      'while it runs',
      { status: 'RUNNING', lists: [aList(), aList({ list: 'CONTACTS', status: 'RUNNING', expected: 100, added: 50 })] },
      { tone: 'success', title: 'Refresh in progress', detail: 'Reading suppliers and customers', progress: 0.75 },
    ],
    [
      'some lists failed',
      {
        status: 'PARTIAL',
        lists: [aList({ list: 'TAX_RATES', status: 'FAILED' }), aList({ list: 'TRACKING', status: 'FAILED' })],
      },
      { tone: 'warning', title: 'Refreshed, except tax rates and tracking categories' },
    ],
    [
      'all failed',
      { status: 'FAILED', problem: { code: 'authorisationLost', message: 'Reconnect.' } },
      { tone: 'danger', title: 'Refresh failed', detail: 'Reconnect.', isLive: false },
    ],
  ])('%s', (_, values, expected) => {
    expect(summariseRun(aRun(values), 'commaPoint')).toMatchObject(expected);
  });

  test('its lists come in the order in which they are read', () => {
    const lists = [aList({ list: 'CONTACTS' }), aList({ list: 'ORGANISATION' }), aList({ list: 'ACCOUNTS' })];
    expect(summariseRun(aRun({ lists }), 'commaPoint').lines.map(({ title }) => title)).toEqual([
      'Organisation',
      'Chart of accounts',
      'Suppliers and customers',
    ]);
  });
});
