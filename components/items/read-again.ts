import { toast } from '#components/ui/toast-queue.ts';
import type { ItemPageProps } from './item-page.tsx';

/** *Read again*: what is read now takes the place of what was read before, and never of what a person has entered. */
export async function readAgain({ item, readAgain }: Pick<ItemPageProps, 'item' | 'readAgain'>): Promise<void> {
  const asked = await readAgain({ itemId: item.id });
  if (!asked.ok) toast({ title: 'Not read again', description: asked.error.message, tone: 'danger' });
}
