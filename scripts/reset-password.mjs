/**
 * `npm run reset-password -- robin@example.com`: prints a link with which that person chooses a new password, for the
 * operator to pass on where no mail is sent. It works once, for an hour.
 */
import { runForPerson, unknownPerson } from './lib/operator-command.mjs';

await runForPerson('reset-password', async ({ email, appUrl }) => {
  const { makeResetLink } = await import('../lib/account/password-reset.ts');
  const path = await makeResetLink(email);
  if (!path) throw unknownPerson(email);
  return `Pass this link on. It works once, for an hour, and replaces those before it:\n${appUrl}${path}`;
});
