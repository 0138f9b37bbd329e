/**
 * `npm run turn-off-two-factor -- robin@example.com`: for somebody who has lost both phone and recovery codes. The
 * operator has made sure who asks: no admin of a business can do it for another.
 */
import { runForPerson, unknownPerson } from './lib/operator-command.mjs';

await runForPerson('turn-off-two-factor', async ({ email }) => {
  const { turnOffByOperator } = await import('../lib/account/two-factor/change-two-factor.ts');
  const outcome = await turnOffByOperator(email);
  if (outcome === 'unknown') throw unknownPerson(email);
  if (outcome === 'off') return `${email} signs in without codes already. Nothing was changed.`;
  return `${email} signs in with the password alone now, and is told so by mail. Passkeys were left as they are.`;
});
