/** How somebody came in. */
export const signInMethods = ['password', 'passkey', 'provider'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** What a row says; one that another version wrote counts as the least that shows anything, a password. */
export function storedSignInMethod(stored: string): SignInMethod {
  return signInMethods.find((method) => method === stored) ?? 'password';
}

export const signInMethodNames: Record<SignInMethod, string> = {
  password: 'with a password',
  passkey: 'with a passkey',
  provider: 'with an account elsewhere',
};
