'use client';

import { RotateCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';

const LOOK_EVERY_MS = 2_000;
const MAX_LOOKS = 15;

export type ReadNowButtonProps = {
  /** When the mailbox was last read; null before the first time. */
  readAt: string | null;
  readNow: (input: Record<string, never>) => Promise<Result<unknown>>;
};

/** *Read now*: has the mailbox looked through, and shows when that was. */
export function ReadNowButton({ readAt, readNow }: ReadNowButtonProps) {
  const router = useRouter();
  const [asked, setAsked] = useState<{ readAt: string | null } | null>(null);
  const isPending = asked !== null && asked.readAt === readAt;
  useEffect(() => {
    if (!isPending) return;
    let looks = 0;
    const timer = setInterval(() => {
      looks += 1;
      if (looks > MAX_LOOKS) setAsked(null);
      else router.refresh();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isPending, router]);

  async function onPress() {
    const answer = await readNow({});
    if (answer.ok) setAsked({ readAt });
    else toast({ title: 'Not read', description: answer.error.message, tone: 'danger' });
  }
  return (
    <Button size="small" icon={<RotateCw aria-hidden="true" size={14} />} isPending={isPending} onPress={onPress}>
      Read now
    </Button>
  );
}
