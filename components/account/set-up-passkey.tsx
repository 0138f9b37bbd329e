'use client';

import { AddPasskeyButton, type AddPasskeyButtonProps } from './add-passkey-button.tsx';
import { useHasPasskeys } from './passkey-device.ts';

/** A passkey in place of codes, where the browser has such; then it leads on. */
export function SetUpPasskey({ next, ...adding }: Omit<AddPasskeyButtonProps, 'onAdded'> & { next: string }) {
  if (!useHasPasskeys()) return null;
  return (
    <section className="flex max-w-xl flex-col gap-3">
      <h2 className="text-base">Or with a passkey</h2>
      <p className="text-pretty text-muted">
        Your device asks for your finger, your face or its PIN, and you need no code.
      </p>
      <div>
        <AddPasskeyButton {...adding} onAdded={() => window.location.assign(next)} />
      </div>
    </section>
  );
}
