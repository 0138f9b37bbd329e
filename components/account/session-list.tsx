'use client';

import { MonitorSmartphone } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Instant } from '#components/items/instant.tsx';
import { RelativeTime } from '#components/lists/relative-time.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';
import { type SignInMethod, signInMethodNames } from '#lib/domain/sign-in-method.ts';
import { answerOf } from './link-token.ts';

export type ShownSession = {
  id: string;
  device: string;
  address: string;
  method: SignInMethod;
  hasSecondFactor: boolean;
  /** ISO instants. */
  createdAt: string;
  lastSeenAt: string;
  isCurrent: boolean;
};

type End = (input: { id: string }) => Promise<Result<unknown>>;

/** The browsers in which the person is signed in, this one first. */
export function SessionList({ sessions, end }: { sessions: readonly ShownSession[]; end: End }) {
  return (
    <ul className="divide-y">
      {sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
          <MonitorSmartphone aria-hidden="true" size={18} className="shrink-0 text-muted" />
          <div className="min-w-48 flex-1">
            <p className="flex flex-wrap items-center gap-x-2 font-medium">
              {session.device}
              {session.isCurrent && <StatusBadge tone="accent" text="This session" />}
            </p>
            <p className="text-sm text-muted">
              Signed in <Instant at={session.createdAt} /> {signInMethodNames[session.method]}
              {session.hasSecondFactor && ' and a second step'}, from{' '}
              <span className="break-all">{session.address}</span>
            </p>
            {!session.isCurrent && (
              <p className="text-sm text-muted">
                Last seen <RelativeTime instant={session.lastSeenAt} />
              </p>
            )}
          </div>
          {!session.isCurrent && <EndButton session={session} end={end} />}
        </li>
      ))}
    </ul>
  );
}

function EndButton({ session: { id, device }, end }: { session: ShownSession; end: End }) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const onPress = () =>
    start(async () => {
      const ended = await answerOf(end({ id }));
      if (ended.ok) toast({ title: 'Session ended', description: `${device} is signed out.`, tone: 'success' });
      else toast({ title: 'The session was not ended', description: ended.error.message, tone: 'danger' });
      router.refresh();
    });
  return (
    <Button isPending={isPending} onPress={onPress}>
      End<span className="sr-only"> the session of {device}</span>
    </Button>
  );
}

export type EndOthersProps = {
  count: number;
  endOthers: (input: Record<string, never>) => Promise<Result<number>>;
};

/** *End all others*, which asks first. */
export function EndOthersButton({ count, endOthers }: EndOthersProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  async function end() {
    const ended = await answerOf(endOthers({}));
    if (ended.ok) toast({ title: 'All other sessions ended', tone: 'success' });
    else toast({ title: 'The sessions were not ended', description: ended.error.message, tone: 'danger' });
    router.refresh();
    return ended.ok;
  }
  return (
    <>
      <Button isDisabled={count === 0} onPress={() => setOpen(true)}>
        End all others
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title="End all other sessions?"
        confirmLabel="End all others"
        isDanger
        onConfirm={end}
      >
        <p>
          {count === 1 ? 'One other browser is' : `${count} other browsers are`} signed out at once. What is being typed
          there and not saved yet is lost. You stay signed in here.
        </p>
      </ConfirmDialog>
    </>
  );
}
