import { JoinByProvider, type JoinByProviderProps } from './join-by-provider.tsx';
import { JoinForm } from './join-form.tsx';

export type NewcomerProps = Omit<JoinByProviderProps, 'provider'> & {
  provider: JoinByProviderProps['provider'] | null;
  token: string;
  business: string;
  /** As the admin wrote it. */
  name: string;
};

/** How somebody without an account joins: with a password, by the provider, or as they like where both are used. */
export function Newcomer({ provider, token, business, email, name, path }: NewcomerProps) {
  return (
    <>
      {!provider?.isOnlyWay && <JoinForm token={token} business={business} email={email} name={name} />}
      {provider && <JoinByProvider provider={provider} email={email} path={path} />}
    </>
  );
}
