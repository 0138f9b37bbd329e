'use client';

import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/browser';
import { type FormEvent, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { Failure, Result } from '#lib/domain/result.ts';
import { OwnPasswordField } from './own-password-field.tsx';
import { makePasskey } from './passkey-device.ts';

export type AddPasskeyButtonProps = {
  /** Whether the password is asked again first: not right after a sign-in. */
  asksPassword: boolean;
  begin: (input: {
    name: string;
    present: string;
  }) => Promise<Result<{ options: PublicKeyCredentialCreationOptionsJSON }>>;
  keep: (input: { name: string; answer: RegistrationResponseJSON }) => Promise<Result<unknown>>;
  onAdded: () => void;
};

/** *Add a passkey*: its name, the password if it has to be, then the device's own questions. */
export function AddPasskeyButton({ asksPassword, begin, keep, onAdded }: AddPasskeyButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [present, setPresent] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);

  async function add(): Promise<Failure | null> {
    const begun = await begin({ name, present });
    if (!begun.ok) return begun.error;
    const answer = await makePasskey(begun.value.options);
    if (answer === 'known') return { code: 'known', message: 'This device has a passkey of yours already.' };
    if (!answer) return { code: 'stopped', message: 'No passkey was made, and nothing was changed. Try again.' };
    const kept = await keep({ name, answer });
    return kept.ok ? null : kept.error;
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    setFailure(null);
    const failed = await add();
    setPending(false);
    setFailure(failed);
    if (failed) return;
    setOpen(false);
    setName('');
    setPresent('');
    onAdded();
  }

  const fields = failure?.fields ?? {};
  return (
    <>
      <Button onPress={() => setOpen(true)}>Add a passkey</Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title="Add a passkey">
        <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
          {failure && Object.keys(fields).length === 0 && <Banner tone="danger">{failure.message}</Banner>}
          <TextField
            label="Name"
            name="name"
            description="By which you know it again, such as that of the device: Work laptop."
            value={name}
            onChange={setName}
            problems={fields.name}
            autoFocus
          />
          {asksPassword && <OwnPasswordField value={present} onChange={setPresent} problems={fields.present} />}
          <Button type="submit" variant="primary" isPending={isPending}>
            Go on to the device
          </Button>
        </form>
      </Dialog>
    </>
  );
}
