'use client';

import { RotateCw } from 'lucide-react';
import { useTransition } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';
import type { ListName } from '#lib/domain/sync-summary.ts';

export type ReloadHandler = (input: { list: ListName }, tab?: string) => Promise<Result<unknown>>;

/** Asks the accounting software for a list anew. */
export function ReloadButton({
  list,
  reload,
  isRefreshing,
}: {
  list: ListName;
  reload: ReloadHandler;
  isRefreshing: boolean;
}) {
  const [isPending, start] = useTransition();
  const onPress = () =>
    start(async () => {
      const started = await reload({ list }, thisTab());
      if (!started.ok) toast({ title: 'Not refreshed', description: started.error.message, tone: 'danger' });
    });
  return (
    <Button
      icon={<RotateCw aria-hidden="true" size={14} />}
      isPending={isPending}
      isDisabled={isRefreshing}
      onPress={onPress}
      className="max-md:min-w-11"
    >
      <span className="max-md:sr-only">Reload</span>
    </Button>
  );
}
