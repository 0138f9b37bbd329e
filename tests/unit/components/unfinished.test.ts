import { expect, test } from 'vitest';
import { firstUnfinished, holdUnfinished, leave, onLeaving, unfinishedWords } from '#components/ui/unfinished.ts';

const aTotal = { label: 'Total', text: '€12', element: () => null, focus: () => {} };

test('one leaves at once while all that is shown is stored, and is asked as long as something is not', () => {
  const done: string[] = [];
  const stop = onLeaving(() => done.push('asked'));
  leave(() => done.push('left'));
  const end = holdUnfinished(aTotal);
  leave(() => done.push('left'));
  end();
  leave(() => done.push('left'));
  stop();
  expect(done).toEqual(['left', 'asked', 'left']);
});

test('what is unfinished counts only where it is asked for', () => {
  const end = holdUnfinished(aTotal);
  expect([firstUnfinished(), firstUnfinished(() => false)]).toEqual([aTotal, undefined]);
  end();
  expect(firstUnfinished()).toBeUndefined();
});

test('what is not saved is said in short, with its text where it has one', () => {
  expect([aTotal, { ...aTotal, text: '' }, { ...aTotal, text: 'x'.repeat(50) }].map(unfinishedWords)).toEqual([
    '“€12” in Total is not saved.',
    'Total is not saved.',
    `“${'x'.repeat(40)}…” in Total is not saved.`,
  ]);
});
