'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { answerWithPasskey, useHasPasskeys } from '#components/account/passkey-device.ts';
import { signInWithPasskey } from '#components/shell/session.ts';
import { Button } from '#components/ui/button.tsx';
import { askForPasskey } from './actions.ts';
import { signInProblem } from './sign-in-problem.ts';

/** *Sign in with a passkey*, where the browser has such. */
export function PasskeyButton({
  label = 'Sign in with a passkey',
  signIn = signInWithPasskey,
  onSignedIn,
  onProblem,
}: {
  label?: string;
  /** What is done with the device's answer. */
  signIn?: (answer: object) => Promise<string | null>;
  onSignedIn: () => void;
  onProblem: (text: string) => void;
}) {
  const hasPasskeys = useHasPasskeys();
  const [isPending, setPending] = useState(false);
  async function go() {
    setPending(true);
    const asked = await askForPasskey({}).catch(() => null);
    const answer = asked?.ok ? await answerWithPasskey(asked.value.options) : null;
    const failed = answer && (await signIn(answer));
    if (answer && failed === null) {
      onSignedIn();
      return;
    }
    setPending(false);
    if (asked?.ok && !answer) onProblem('No passkey was used. Try again, or sign in with your password.');
    else onProblem(asked && !asked.ok ? asked.error.message : signInProblem(failed ?? 'unavailable'));
  }
  if (!hasPasskeys) return null;
  return (
    <Button size="large" icon={<KeyRound aria-hidden="true" size={16} />} isPending={isPending} onPress={go}>
      {label}
    </Button>
  );
}
