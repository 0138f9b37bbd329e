/** What to tell someone whose sign-in failed, from the text that next-auth carries to the page (see lib/auth.ts). */
export function signInProblem(error: string): string {
  const [code, seconds] = error.split(':');
  if (code === 'credentialsWrong') {
    return 'This e-mail and password do not belong together. Check both and try again.';
  }
  if (code === 'tooManyAttempts') {
    return `Too many tries, so sign-in is paused for you. Try again in ${waitText(Number(seconds))}; your account is safe and unchanged.`;
  }
  return 'Sign-in did not work, and it is not your fault. Try again in a moment.';
}

function waitText(seconds: number): string {
  if (!(seconds > 60)) return 'a minute';
  return `${Math.ceil(seconds / 60)} minutes`;
}
