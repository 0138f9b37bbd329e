import { expect, test } from 'vitest';
import { toast, toastRegion } from '#components/ui/toast-queue.ts';

test('several messages of a kind are one, which says how many they are, until it is gone', async () => {
  const { toastQueue } = await toastRegion.load();
  const titles = () => toastQueue.visibleToasts.map(({ content }) => content.title);
  const created = (name: string) =>
    toast({ title: `${name} created`, alike: { kind: 'created', title: (count) => `${count} suppliers created` } });
  for (const name of ['Acme', 'Azure', 'Atlas']) created(name);
  const takeAway = toast({ title: 'Item deleted' });
  await expect.poll(titles).toEqual(['Item deleted', '3 suppliers created']);
  takeAway();
  for (const { key } of [...toastQueue.visibleToasts]) toastQueue.close(key);
  created('Aldi');
  await expect.poll(titles).toEqual(['Aldi created']);
  toastQueue.clear();
});
