import { thisTab } from '#components/live/this-tab.ts';
import { toast } from '#components/ui/toast-queue.ts';
import { failure } from '#lib/domain/result.ts';
import type { PublishHandlers } from './publish-button.tsx';

const offline = failure('offline', 'The connection broke off. Nothing is lost: reload the page and look.');

/** Brings the item back that was attached; tells of a file that stays there. */
export async function takeOff(
  publicationId: string,
  ledgerName: string,
  detach: PublishHandlers['detach'],
): Promise<void> {
  const done = await detach({ publicationId }, thisTab()).catch(() => offline);
  if (!done.ok) {
    toast({ title: 'Not brought back', description: done.error.message, tone: 'danger' });
    return;
  }
  const { filesLeft } = done.value;
  toast({
    title: 'Back in the inbox',
    tone: 'success',
    ...(filesLeft > 0 && {
      description: `${filesLeft === 1 ? 'The file stays' : 'The files stay'} attached in ${ledgerName}, where ${filesLeft === 1 ? 'it' : 'they'} can be removed.`,
    }),
  });
}
