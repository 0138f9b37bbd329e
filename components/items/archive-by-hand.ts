import { thisTab } from '#components/live/this-tab.ts';
import { toast } from '#components/ui/toast-queue.ts';
import { failure, type Result } from '#lib/domain/result.ts';

type OfItems = (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;

export type ArchiveHandlers = { archive: OfItems; bringBack: OfItems };

const brokeOff = () => failure('offline', 'The connection broke off. Nothing is lost: reload the page and look.');

const itemsWords = (count: number) => (count === 1 ? 'Item' : `${count} items`);

/** Archives items and tells it, with the way back. Tells whether any was. */
export async function archiveByHand(itemIds: string[], { archive, bringBack }: ArchiveHandlers): Promise<boolean> {
  const tab = thisTab();
  const archived = await archive({ itemIds }, tab).catch(brokeOff);
  if (!archived.ok) {
    toast({ title: 'Nothing was archived', description: archived.error.message, tone: 'danger' });
    return false;
  }
  toast({
    title: `${itemsWords(archived.value.length)} archived`,
    ...(archived.value.length < itemIds.length && { description: 'What is being published stayed.' }),
    action: { label: 'Undo', onPress: () => void bringBack({ itemIds: archived.value }, tab) },
  });
  return true;
}

/** The other way round. */
export async function bringBackByHand(itemIds: string[], { archive, bringBack }: ArchiveHandlers): Promise<boolean> {
  const tab = thisTab();
  const back = await bringBack({ itemIds }, tab).catch(brokeOff);
  if (!back.ok) {
    toast({ title: 'Nothing was brought back', description: back.error.message, tone: 'danger' });
    return false;
  }
  toast({
    title: `${itemsWords(back.value.length)} back in the inbox`,
    action: { label: 'Undo', onPress: () => void archive({ itemIds: back.value }, tab) },
  });
  return true;
}
