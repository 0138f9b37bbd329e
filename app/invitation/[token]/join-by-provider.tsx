'use client';

import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { ProviderButton } from '../../(signed-out)/sign-in/provider-button.tsx';

export type JoinByProviderProps = {
  provider: { name: string; isOnlyWay: boolean };
  email: string;
  /** Of the invitation, to come back to. */
  path: string;
};

/** For whoever has no account yet: the provider shows that the invited e-mail is theirs, and leads back here to join. */
export function JoinByProvider({ provider: { name, isOnlyWay }, email, path }: JoinByProviderProps) {
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <div className="mt-5 flex flex-col gap-4 border-t pt-4">
      {problem && <Banner tone="danger">{problem}</Banner>}
      <p className="text-sm text-pretty text-muted">
        {isOnlyWay ? 'Sign in' : 'Or sign in'} with {name}, where your e-mail is{' '}
        <span className="break-words">{email}</span>. That leads back here, to join without a password.
      </p>
      <ProviderButton name={name} isMain={isOnlyWay} callbackUrl={path} onProblem={setProblem} />
    </div>
  );
}
