import type { Later } from './later.ts';
import { toast } from './toast-queue.ts';

/** The part, for what is done by it at once; null where it can't be brought, which is told. */
export async function brought<Part>(part: Later<Part>): Promise<Part | null> {
  try {
    return await part.load();
  } catch {
    toast({
      title: 'The connection broke off',
      description: 'Nothing was changed. Try again in a moment.',
      tone: 'danger',
    });
    return null;
  }
}
