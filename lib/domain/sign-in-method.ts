/** How somebody came in. */
export const signInMethods = ['password', 'passkey', 'provider'] as const;
export type SignInMethod = (typeof signInMethods)[number];

export const signInMethodNames: Record<SignInMethod, string> = {
  password: 'with a password',
  passkey: 'with a passkey',
  provider: 'with an account elsewhere',
};
