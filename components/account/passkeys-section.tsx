'use client';

import { KeyRound, Pencil, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { RelativeTime } from '#components/lists/relative-time.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Result } from '#lib/domain/result.ts';
import { AccountSection } from './account-section.tsx';
import { AddPasskeyButton, type AddPasskeyButtonProps } from './add-passkey-button.tsx';
import { ConfirmWithPassword } from './confirm-with-password.tsx';
import { useHasPasskeys } from './passkey-device.ts';

export type ShownPasskey = { id: string; name: string; createdAt: string; lastUsedAt: string | null };

export type PasskeysSectionProps = Omit<AddPasskeyButtonProps, 'onAdded'> & {
  passkeys: readonly ShownPasskey[];
  /** Not before the session has shown the second factor that the person has. */
  mayChange: boolean;
  rename: (input: { passkeyId: string; name: string }) => Promise<Result<null>>;
  remove: (input: { passkeyId: string; present: string }) => Promise<Result<null>>;
};

/** The person's passkeys, each with when it was used last. */
export function PasskeysSection({ passkeys, mayChange, rename, remove, ...adding }: PasskeysSectionProps) {
  const router = useRouter();
  const hasPasskeys = useHasPasskeys();
  const [renamed, setRenamed] = useState<ShownPasskey | null>(null);
  const [removed, setRemoved] = useState<ShownPasskey | null>(null);

  return (
    <AccountSection title="Passkeys">
      <p className="mb-3 text-pretty text-muted">
        A passkey signs you in with your finger, your face or the PIN of your device, without your password. It counts
        as two factors.
      </p>
      {passkeys.length > 0 && (
        <ul aria-label="Passkeys" className="mb-4 divide-y rounded-lg border bg-surface">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="flex items-center gap-3 py-2 pr-2 pl-3">
              <KeyRound aria-hidden="true" size={16} className="shrink-0 text-muted" />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{passkey.name}</span>
                <span className="block text-xs text-muted">
                  Added <RelativeTime instant={passkey.createdAt} />,{' '}
                  {passkey.lastUsedAt ? (
                    <>
                      last used <RelativeTime instant={passkey.lastUsedAt} />
                    </>
                  ) : (
                    'never used'
                  )}
                </span>
              </span>
              <IconButton
                label={`Rename ${passkey.name}`}
                icon={<Pencil size={14} />}
                onPress={() => setRenamed(passkey)}
              />
              {mayChange && (
                <IconButton
                  label={`Remove ${passkey.name}`}
                  icon={<Trash2 size={14} />}
                  onPress={() => setRemoved(passkey)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {hasPasskeys && mayChange && (
        <AddPasskeyButton
          {...adding}
          onAdded={() => {
            toast({ title: 'The passkey is added', tone: 'success' });
            router.refresh();
          }}
        />
      )}
      {!hasPasskeys && (
        <p className="text-muted">This browser has no passkeys here: they need a page that came over https.</p>
      )}
      {renamed && <RenameDialog passkey={renamed} rename={rename} close={() => setRenamed(null)} />}
      {removed && (
        <ConfirmWithPassword
          title={`Remove “${isolated(removed.name)}”?`}
          confirmLabel="Remove"
          asksPassword={adding.asksPassword}
          run={(present) => remove({ passkeyId: removed.id, present })}
          onDone={() => {
            toast({ title: `The passkey “${isolated(removed.name)}” is removed`, tone: 'success' });
            router.refresh();
          }}
          close={() => setRemoved(null)}
        >
          <p>It no longer signs you in. Delete it on the device as well, which would go on offering it.</p>
        </ConfirmWithPassword>
      )}
    </AccountSection>
  );
}

function RenameDialog({
  passkey,
  rename,
  close,
}: Pick<PasskeysSectionProps, 'rename'> & { passkey: ShownPasskey; close: () => void }) {
  const router = useRouter();
  const [name, setName] = useState(passkey.name);
  const [problem, setProblem] = useState<string>();
  async function submit(event: FormEvent) {
    event.preventDefault();
    const done = await rename({ passkeyId: passkey.id, name });
    if (!done.ok) {
      setProblem(done.error.fields?.name ?? done.error.message);
      return;
    }
    close();
    router.refresh();
  }
  return (
    <Dialog isOpen onOpenChange={close} title="Rename the passkey">
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TextField label="Name" name="name" value={name} onChange={setName} problems={problem} autoFocus />
        <Button type="submit" variant="primary">
          Rename
        </Button>
      </form>
    </Dialog>
  );
}
