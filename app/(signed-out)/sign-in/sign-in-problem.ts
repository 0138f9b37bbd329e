import { waitText } from '#lib/domain/wait-text.ts';

/** What to tell someone whose sign-in failed, from the text that next-auth carries to the page (see lib/auth.ts). */
export function signInProblem(error: string): string {
  const [code, detail] = error.split(':');
  if (code === 'credentialsWrong') {
    return 'This e-mail and password do not belong together. Check both and try again.';
  }
  if (code === 'tooManyAttempts') {
    return `Too many tries, so sign-in is paused for you. Try again in ${waitText(Number(detail))}; your account is safe and unchanged.`;
  }
  if (code === 'inputInvalid') {
    return 'This cannot be anybody’s e-mail and password: one of them is too long or holds a sign that nobody can type. Type both by hand.';
  }
  if (code === 'codeWrong') {
    return 'This code is not right, or was used before. Of a phone’s codes wait for the next one, and see that its clock is right; of recovery codes use another.';
  }
  if (code === 'tooManyCodes') {
    return `Too many codes that were not right, so sign-in is paused for you. Try again in ${waitText(Number(detail))}; your account is safe and unchanged.`;
  }
  if (code === 'stepOver')
    return 'This took too long, or was begun in another browser. Nothing was changed. Begin again.';
  if (code === 'passkeyRefused') {
    return 'This passkey does not sign in here: it was removed, or its device did not prove that it is you. Use your password instead.';
  }
  if (code === 'passkeyNeeded') {
    return 'The password is right, but your account has a passkey, and a password alone does not link it. Use your passkey.';
  }
  if (code === 'passwordsOff') return 'Passwords are not used here. Sign in with the button above.';
  if (code === 'providerAway') {
    return 'The provider does not answer, so nobody can sign in by it now. Your account is safe; try again in some minutes.';
  }
  if (code === 'providerRefused') {
    return 'The sign-in at the provider was not finished, or its answer was not right. Nothing was changed. Try again.';
  }
  if (code === 'providerStepOver')
    return 'This took too long, or was begun in another browser. Nothing was changed. Try again.';
  if (code === 'providerUnknown') {
    return 'You are signed in at the provider, but no account here has the e-mail that it confirms for you. Accounts are made by invitation: ask an admin of your business.';
  }
  const reference = code === 'unexpected' && detail ? ` If it happens again, pass on the reference ${detail}.` : '';
  return `Sign-in did not work, and it is not your fault. Try again in a moment.${reference}`;
}
