'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { goToProvider } from './actions.ts';
import { signInProblem } from './sign-in-problem.ts';

export type ProviderButtonProps = {
  name: string;
  /** It is the main thing to do where passwords are not used. */
  isMain: boolean;
  callbackUrl: string;
  onProblem: (text: string) => void;
};

/** *Continue with …*: off to the provider. */
export function ProviderButton({ name, isMain, callbackUrl, onProblem }: ProviderButtonProps) {
  const [isPending, setPending] = useState(false);
  async function go() {
    setPending(true);
    const gone = await goToProvider({ callbackUrl }).catch(() => null);
    if (gone?.ok) {
      window.location.assign(gone.value.url);
      return;
    }
    setPending(false);
    onProblem(gone ? gone.error.message : signInProblem('unavailable'));
  }
  return (
    <Button size="large" variant={isMain ? 'primary' : 'secondary'} isPending={isPending} onPress={go}>
      Continue with {name}
    </Button>
  );
}
