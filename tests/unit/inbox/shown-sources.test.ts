import { expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { calculated, sourceOf, storedProvenance } from '#lib/domain/coding/provenance.ts';
import { lineSources, shownSources } from '#lib/inbox/shown-sources.ts';
import { aCoding } from '#tests/support/coding.ts';

const at = new Date('2026-11-23T10:00:00Z');
const ada = sourceOf({ kind: 'person', userId: 'ada', name: 'Ada', role: 'ADMIN' }, at);

test('each value that is there says where it comes from, and one that is empty says nothing', () => {
  const rule = sourceOf({ kind: 'rule', ruleId: 'r', name: 'Rule for Acme Ltd' }, at, {
    because: 'The total is \u2066120\u2069',
  });
  const sources = storedProvenance({
    accountId: rule,
    total: sourceOf({ kind: 'extraction', name: 'Reading' }, at),
    currency: sourceOf({ kind: 'extraction', name: 'Reading' }, at, { because: 'Read from the picture' }),
    reference: ada,
    taxRateId: { by: 'history', at: at.toISOString(), because: 'As item 5', isLocked: false },
    taxAmount: { by: 'calculated', at: at.toISOString(), because: '20% included in the total', isLocked: false },
    description: ada,
  });
  const shown = shownSources(sources, aCoding({ description: null }), 'commaPoint');
  const told = Object.entries(shown).map(([field, source]) => [
    field,
    source.by,
    source.text.replace(/[\u2066-\u2069]/g, ''),
  ]);
  expect(told).toEqual([
    ['reference', 'person', 'Entered by Ada'],
    ['accountId', 'rule', 'Rule for Acme Ltd: The total is 120'],
    ['currency', 'document', 'Read from the picture'],
    ['total', 'document', 'Read from the document'],
    ['taxRateId', 'history', 'As item 5'],
    ['taxAmount', 'calculated', '20% included in the total'],
  ]);
  expect(shown.accountId?.ruleId).toBe('r');
});

test('what is a default of the contact is told apart from what is calculated', () => {
  const sources = storedProvenance({
    dueOn: calculated(at, '30 days after the date, as for Acme Ltd', 'acme'),
    taxAmount: calculated(at, '20% included in the total'),
  });
  const shown = shownSources(sources, aCoding({ dueOn: calendarDate('2026-12-23') }), 'commaPoint');
  expect([shown.dueOn?.by, shown.taxAmount?.by]).toEqual(['books', 'calculated']);
});

test('of lines, what a person typed and what the document says is not marked', () => {
  const line = { id: 'one', accountId: 'power', taxRateId: 'vat20', description: 'Power', tracking1OptionId: null };
  const rule = sourceOf({ kind: 'rule', ruleId: 'r', name: 'Rule for Acme Ltd' }, at, {
    because: 'It is for all items',
  });
  const provenance = storedProvenance({
    ...{ accountId: rule, tracking1OptionId: rule, taxRateId: ada },
    description: sourceOf({ kind: 'extraction', name: 'Reading' }, at),
  });
  const lines = [line] as Parameters<typeof lineSources>[1]['lines'];
  expect(lineSources([{ id: 'one', provenance }], { lines }, 'commaPoint')).toEqual({
    one: { accountId: { by: 'rule', text: 'Rule for Acme Ltd: It is for all items', ruleId: 'r' } },
  });
});
