'use client';

import { type ReactNode, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import type { Failure, Result } from '#lib/domain/result.ts';
import { OwnPasswordField } from './own-password-field.tsx';

export type ConfirmWithPasswordProps = {
  title: string;
  /** What will happen and what stays. */
  children: ReactNode;
  confirmLabel: string;
  /** Unless it says that it is not. */
  isDanger?: boolean;
  /** Whether the password is asked again: not right after a sign-in. */
  asksPassword: boolean;
  run: (present: string) => Promise<Result<unknown>>;
  onDone: () => void;
  close: () => void;
};

/** Asks before something about how one signs in that cannot be undone; it stays open, with its reason, if it was refused. */
export function ConfirmWithPassword({
  children,
  isDanger = true,
  asksPassword,
  run,
  onDone,
  close,
  ...texts
}: ConfirmWithPasswordProps) {
  const [present, setPresent] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  async function confirm() {
    const done = await run(present);
    if (done.ok) onDone();
    else setFailure(done.error);
    return done.ok;
  }
  return (
    <ConfirmDialog {...texts} isOpen onOpenChange={close} isDanger={isDanger} onConfirm={confirm}>
      <div className="flex flex-col gap-4">
        {children}
        {failure && !failure.fields?.present && <Banner tone="danger">{failure.message}</Banner>}
        {asksPassword && <OwnPasswordField value={present} onChange={setPresent} problems={failure?.fields?.present} />}
      </div>
    </ConfirmDialog>
  );
}
