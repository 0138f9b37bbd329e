'use client';

import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { Result } from '#lib/domain/result.ts';
import { CodeForm, problemOf } from './code-form.tsx';
import { answerWithPasskey, useHasPasskeys } from './passkey-device.ts';

export type ShowSecondFactorProps = {
  /** What the person has. */
  hasTotp: boolean;
  hasPasskey: boolean;
  /** The page that ends lost passkeys by a new password; null where passwords are not used. */
  resetHref: string | null;
  /** Where it leads then. */
  next: string;
  showCode: (input: { code: string }) => Promise<Result<null>>;
  ask: (input: Record<string, never>) => Promise<Result<{ options: PublicKeyCredentialRequestOptionsJSON }>>;
  showPasskey: (input: { answer: AuthenticationResponseJSON }) => Promise<Result<null>>;
};

/** Asks somebody who is signed in with one factor for another that they have set up. */
export function ShowSecondFactor({
  hasTotp,
  hasPasskey,
  resetHref,
  next,
  showCode,
  ask,
  showPasskey,
}: ShowSecondFactorProps) {
  const mayUsePasskey = useHasPasskeys() && hasPasskey;
  const [problem, setProblem] = useState<string>();
  const [isPending, setPending] = useState(false);
  // A whole load: every page asks anew what this session may do.
  const goOn = () => window.location.assign(next);

  async function tryPasskey(): Promise<string | null> {
    const asked = await ask({});
    if (!asked.ok) return asked.error.message;
    const answer = await answerWithPasskey(asked.value.options);
    if (!answer) return 'No passkey was used. Try again.';
    const shown = await showPasskey({ answer });
    return shown.ok ? null : shown.error.message;
  }

  async function press() {
    setPending(true);
    const failed = await tryPasskey();
    if (failed === null) {
      goOn();
      return;
    }
    setProblem(failed);
    setPending(false);
  }

  return (
    <div className="flex max-w-xs flex-col gap-4">
      {problem && <Banner tone="danger">{problem}</Banner>}
      {mayUsePasskey && (
        <Button
          variant={hasTotp ? 'secondary' : 'primary'}
          size="large"
          icon={<KeyRound aria-hidden="true" size={16} />}
          isPending={isPending}
          onPress={press}
        >
          Use a passkey
        </Button>
      )}
      {hasPasskey && !hasTotp && (
        <p className="text-pretty text-muted">
          {mayUsePasskey ? 'No longer have it?' : 'This browser has no passkeys here: sign in where yours is.'}{' '}
          {resetHref ? (
            <>
              Choose a new password by <Link href={resetHref}>Forgotten your password?</Link>: that ends your passkeys,
              and you set up a new one.
            </>
          ) : (
            'Ask whoever runs Intray for a link that ends your passkeys; then you set up a new one.'
          )}
        </p>
      )}
      {hasTotp && (
        <CodeForm
          submitLabel="Continue"
          onCode={async (code) => {
            const shown = await showCode({ code });
            if (!shown.ok) return problemOf(shown.error);
            goOn();
            return null;
          }}
        />
      )}
    </div>
  );
}
