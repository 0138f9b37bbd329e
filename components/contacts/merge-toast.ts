import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { type NumberForm, writeCount } from '#lib/domain/number-form.ts';
import { failure, type Result } from '#lib/domain/result.ts';

export type UndoMerge = (input: {
  mergeId: string;
}) => Promise<Result<{ name: string; items: number; kept: number; isWhole: boolean }>>;

const counted = (count: number, numbers: NumberForm) =>
  `${writeCount(count, numbers)} ${count === 1 ? 'item' : 'items'}`;

/** Takes a merge back, and tells what went back and what could not. */
export async function undoAndTell(undo: UndoMerge, mergeId: string, numbers: NumberForm): Promise<void> {
  const undone = await undo({ mergeId }).catch(() => failure('offline', 'The connection broke off. Try again.'));
  if (!undone.ok) {
    toast({ title: 'Not undone', description: undone.error.message, tone: 'danger' });
    return;
  }
  const { name, items: back, kept, isWhole } = undone.value;
  toast({
    title: `${isolated(name)} is a contact of its own again`,
    description:
      `${back === 0 ? 'No item' : counted(back, numbers)} went back to it${isWhole ? '' : ', and the rest go back by themselves'}.` +
      (kept > 0 ? ` ${counted(kept, numbers)} stayed, published or on the way since.` : ''),
    tone: 'success',
  });
}

/** Tells that two have become one, with the way back. */
export function tellMerged(
  { from, into, items: moved, isWhole }: { from: string; into: string; items: number; isWhole: boolean },
  numbers: NumberForm,
  undo: () => void,
): void {
  toast({
    title: `${isolated(from)} is merged into ${isolated(into)}`,
    description:
      moved === 0
        ? 'No open item had to follow.'
        : `${counted(moved, numbers)} followed${isWhole ? '' : ', and the rest follow by themselves'}.`,
    tone: 'success',
    action: { label: 'Undo', onPress: undo },
  });
}
