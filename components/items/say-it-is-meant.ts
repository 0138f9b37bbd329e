import { thisTab } from '#components/live/this-tab.ts';
import { toast } from '#components/ui/toast-queue.ts';
import type { ProblemCode } from '#lib/domain/readiness/problem.ts';
import type { ItemPageProps } from './item-page.tsx';

/** Says that what was asked about is meant. */
export function sayItIsMeant({ item, confirm }: { item: { id: string } } & Pick<ItemPageProps, 'confirm'>) {
  return async (code: ProblemCode, question: string) => {
    const confirmed = await confirm({ itemId: item.id, code, question }, thisTab());
    if (!confirmed.ok) toast({ title: 'Not confirmed', description: confirmed.error.message, tone: 'danger' });
  };
}
