/**
 * `npm run turn-off-two-factor -- robin@example.com`: for somebody who has lost both phone and recovery codes. The
 * operator has made sure who asks: no admin of a business can do it for another.
 */
import { continueOnProjectNode, isInstalled } from './lib/install.mjs';
import { exitWith, PlainError } from './lib/plain-error.mjs';
import { loadDotEnv, requireValid } from './lib/settings.mjs';

async function turnOff() {
  const email = process.argv[2];
  if (!email) throw new PlainError('Name the e-mail: npm run turn-off-two-factor -- robin@example.com');
  if (!isInstalled()) throw new PlainError('The packages of this version are not installed. Run: npm ci');
  await continueOnProjectNode();
  loadDotEnv();
  await requireValid(process.env);
  const { turnOffByOperator } = await import('../lib/account/two-factor/change-two-factor.ts');
  const { db } = await import('../lib/db.ts');
  try {
    const outcome = await turnOffByOperator(email);
    if (outcome === 'unknown')
      throw new PlainError(`Nobody has an account with the e-mail ${email}. Nothing was changed.`);
    if (outcome === 'off') return `${email} signs in without codes already. Nothing was changed.`;
    return `${email} signs in with the password alone now, and is told so by mail. Passkeys were left as they are.`;
  } finally {
    await db.$disconnect();
  }
}

await turnOff().then(console.log, exitWith);
