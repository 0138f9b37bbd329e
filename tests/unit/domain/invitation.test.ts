import { expect, test } from 'vitest';
import { MAX_INVITED, tooManyInvited } from '#lib/domain/invitation.ts';

test('whoever enters more addresses than are invited at once is told how many were read, and how many to remove', () => {
  expect(tooManyInvited(MAX_INVITED)).toBeNull();
  expect(tooManyInvited(72)).toBe(
    '72 addresses were read, and at most 50 people are invited at once. Nothing was left out: remove 22, and invite them next.',
  );
});
