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
  const reference = code === 'unexpected' && detail ? ` If it happens again, pass on the reference ${detail}.` : '';
  return `Sign-in did not work, and it is not your fault. Try again in a moment.${reference}`;
}
