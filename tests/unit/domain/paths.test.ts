import { expect, test } from 'vitest';
import {
  changedPasswordPath,
  forgottenPasswordPath,
  holdsToken,
  invitationPath,
  linkPaths,
  signInPath,
} from '#lib/domain/paths.ts';

test.each([
  [invitationPath('a-token'), true],
  [signInPath(invitationPath('a-token')), true],
  [forgottenPasswordPath(invitationPath('a-token')), true],
  [linkPaths.newPassword('a-token', invitationPath('a-token')), true],
  [changedPasswordPath(invitationPath('a-token')), true],
  [linkPaths.newPassword('a-token'), false],
  [signInPath('/harbour-and-vine/costs?from=/invitation/'), false],
  ['/harbour-and-vine/settings/team', false],
])('whether %s tells a token, so that it is told to nobody: %s', (path, isSecret) => {
  expect(holdsToken(new URL(path, 'https://books.example'))).toBe(isSecret);
});
