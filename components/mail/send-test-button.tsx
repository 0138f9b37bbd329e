'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';

export type SendTestButtonProps = {
  /** Of whoever presses it. */
  email: string;
  /** Whether there is a mail server. */
  isSent: boolean;
  send: (input: Record<string, never>) => Promise<Result<unknown>>;
};

/** *Send a test message* to oneself. */
export function SendTestButton({ email, isSent, send }: SendTestButtonProps) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const onPress = () =>
    start(async () => {
      const sent = await send({});
      if (!sent.ok) {
        toast({ title: 'Not sent', description: sent.error.message, tone: 'danger' });
        return;
      }
      toast({ title: isSent ? `A test message is on its way to ${email}` : 'The test message is in the list' });
      router.refresh();
    });
  return (
    <Button isPending={isPending} onPress={onPress}>
      Send a test message
    </Button>
  );
}
