'use client';

import { RotateCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';

/** *Send again*: the same mail to the same person. */
export function SendAgainButton({ sendAgain }: { sendAgain: () => Promise<Result<unknown>> }) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const onPress = () =>
    start(async () => {
      const asked = await sendAgain();
      if (!asked.ok) toast({ title: 'Not sent again', description: asked.error.message, tone: 'danger' });
      router.refresh();
    });
  return (
    <Button icon={<RotateCw aria-hidden="true" size={14} />} isPending={isPending} onPress={onPress}>
      Send again
    </Button>
  );
}
