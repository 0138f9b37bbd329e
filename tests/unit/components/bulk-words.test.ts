import { expect, test } from 'vitest';
import { endWords } from '#components/items/bulk/bulk-words.ts';
import type { BulkOutcome } from '#lib/coding/bulk/bulk-outcome.ts';

const none = { PENDING: 0, CHANGED: 0, SAME: 0, REFUSED: 0, UNDONE: 0, KEPT: 0 };

function told({
  counts,
  ...outcome
}: Partial<Omit<BulkOutcome, 'counts'>> & { counts: Partial<BulkOutcome['counts']> }) {
  const whole: BulkOutcome = {
    ...{ bulkEditId: 'one', state: 'DONE', total: 0, counts: none },
    ...{ refused: [], notUndone: [], kept: [], publishing: null },
  };
  return endWords({ ...whole, ...outcome, counts: { ...none, ...counts } }, 'commaPoint', (field) => field);
}

test('the end of one that publishes says how many are on their way, and how many wait for something else', () => {
  expect(told({ counts: { CHANGED: 38 }, publishing: { isDone: true, count: 36 } })).toEqual({
    title: '38 items changed',
    description: '36 items are being published. 2 items wait: something else is missing or wrong.',
    isUndoable: true,
  });
});

test('the end of a bulk edit says how many items changed, and of the others why not', () => {
  expect(told({ counts: { CHANGED: 1240 } })).toEqual({ title: '1,240 items changed', isUndoable: true });
  const refused = [
    { code: 'conflict', count: 2 },
    { code: 'locked', count: 1 },
  ];
  expect(told({ counts: { CHANGED: 1, REFUSED: 3 }, refused })).toEqual({
    title: '1 item changed',
    description: '2 items were changed by somebody meanwhile. 1 item is published or being published by now.',
    isUndoable: true,
  });
  expect(told({ counts: { SAME: 3 } })).toMatchObject({ title: 'Nothing was changed', isUndoable: false });
});

test('the end of an undo says what is as before, and what stayed since it was changed meanwhile', () => {
  const kept: BulkOutcome['kept'] = [{ field: 'total', count: 2 }];
  expect(told({ state: 'UNDONE', kept, counts: { UNDONE: 7, KEPT: 2 } })).toEqual({
    title: '7 items as before',
    description: 'total stayed in 2 items, since it was changed meanwhile.',
    isUndoable: false,
  });
  const gone = [{ code: 'missing', count: 1 }];
  expect(told({ state: 'UNDONE', notUndone: gone, counts: { KEPT: 1 } })).toMatchObject({
    title: 'Nothing could be taken back',
    description: '1 item was deleted meanwhile.',
  });
});
