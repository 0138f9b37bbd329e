import { failure } from '#lib/domain/result.ts';
import { env, signInProviderOf } from '#lib/env.ts';

/** Whether people come in with passwords here; where a provider is the only way (OIDC_ONLY), they have no use for one. */
export const passwordsAreUsed = (): boolean => !signInProviderOf(env())?.isOnlyWay;

/** Under a provider alone, whoever keeps the accounts there says which e-mail somebody has. */
export const emailAtProvider = () =>
  failure(
    'emailAtProvider',
    `Accounts are kept at ${signInProviderOf(env())?.name ?? 'the provider'} here, and so are their e-mails. Nothing was changed.`,
  );

export const passwordsOff = () =>
  failure(
    'passwordsOff',
    `Passwords are not used here, so nothing was changed. Sign in with ${signInProviderOf(env())?.name ?? 'the provider'}.`,
  );
