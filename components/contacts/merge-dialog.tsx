'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { TouchedRules } from '#components/lists/touched-rules.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ContactPair, MergePreview } from '#lib/coding/merge-contacts.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import type { TouchedRule } from '#lib/rules/rules-after.ts';
import { tellMerged, type UndoMerge, undoAndTell } from './merge-toast.ts';

/** With the rules that follow. */
type MergeTrial = MergePreview & { rules: readonly TouchedRule[]; slug: string };

export type MergeHandlers = {
  preview: (pair: ContactPair) => Promise<Result<MergeTrial>>;
  merge: (pair: ContactPair) => Promise<Result<{ mergeId: string; items: number; isWhole: boolean }>>;
  undo: UndoMerge;
};

type Named = { id: string; name: string };

const brokeOff = () => failure('offline', 'The connection broke off, and nothing was merged. Try again.');

/** Which of two contacts is kept, what the merge touches and what it does not, and the merge. */
export function MergeDialog({
  pair: [one, other],
  ledgerTitle,
  handlers,
  onClose,
}: {
  /** The first is kept unless the other is chosen. */
  pair: readonly [Named, Named];
  /** The accounting software's name; null for a business that was never connected. */
  ledgerTitle: string | null;
  handlers: MergeHandlers;
  onClose: () => void;
}) {
  const router = useRouter();
  const { numbers } = useFormats();
  const [keptId, setKeptId] = useState(one.id);
  const [into, from] = keptId === one.id ? [one, other] : [other, one];
  const [answer, setAnswer] = useState<Result<MergeTrial> | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const { preview } = handlers;

  useEffect(() => {
    let isCurrent = true;
    setAnswer(null);
    setProblem(null);
    void preview({ fromId: from.id, intoId: into.id })
      .catch(brokeOff)
      .then((told) => isCurrent && setAnswer(told));
    return () => {
      isCurrent = false;
    };
  }, [preview, from.id, into.id]);

  async function merge() {
    setPending(true);
    const merged = await handlers.merge({ fromId: from.id, intoId: into.id }).catch(brokeOff);
    setPending(false);
    if (!merged.ok) return setProblem(merged.error);
    const { mergeId, ...followed } = merged.value;
    tellMerged({ from: from.name, into: into.name, ...followed }, numbers, async () => {
      await undoAndTell(handlers.undo, mergeId, numbers);
      router.refresh();
    });
    onClose();
    router.refresh();
  }

  const failed = problem ?? (answer && !answer.ok ? answer.error : null);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Merge two contacts"
      mustAnswer={isPending}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            Cancel
          </Button>
          <Button variant="primary" onPress={() => void merge()} isPending={isPending} isDisabled={!answer?.ok}>
            Merge
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <RadioGroup
          label="Keep"
          value={keptId}
          onChange={setKeptId}
          choices={[one, other].map(({ id, name }) => ({ value: id, label: name }))}
        />
        {failed ? (
          <Banner tone="danger">{failed.message}</Banner>
        ) : answer?.ok ? (
          <Effects preview={answer.value} ledgerTitle={ledgerTitle ?? 'your books'} />
        ) : (
          <div className="flex flex-col gap-2">
            <Skeleton className="h-4 w-64" />
            <Skeleton className="h-4 w-48" />
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** What follows, what stays, and what is not done here. */
function Effects({ preview, ledgerTitle }: { preview: MergeTrial; ledgerTitle: string }) {
  const { openItems, lines, publishedItems, aliases, claims, claimants, rules, slug } = preview;
  const [from, into] = [preview.from, preview.into].map(({ name }) => isolated(name));
  const { numbers } = useFormats();
  const counted = (count: number, one: string, many: string) =>
    count === 0 ? `No ${many}` : `${writeCount(count, numbers)} ${count === 1 ? one : many}`;
  return (
    <div className="flex flex-col gap-3 text-sm">
      <ul className="list-disc space-y-1 pl-5">
        <li>
          {counted(openItems, 'open item follows', 'open items follow')} to {into}.
        </li>
        {lines > 0 && <li>{counted(lines, 'line charged on to it follows', 'lines charged on to it follow')}.</li>}
        {aliases > 0 && <li>{counted(aliases, 'alias follows', 'aliases follow')}.</li>}
        {claims + claimants > 0 && (
          <li>
            {[
              claims > 0 && counted(claims, 'open expense claim', 'open expense claims'),
              claimants > 0 && `the next claims of ${counted(claimants, 'person', 'people')}`,
            ]
              .filter(Boolean)
              .join(' and ')}{' '}
            {claims === 1 && claimants === 0 ? 'is' : 'are'} paid to {into}.
          </li>
        )}
        {rules.length > 0 && (
          <li>
            {counted(rules.length, 'rule goes', 'rules go')} on with {into}, beside its own:
            <TouchedRules {...{ slug, rules }} />
          </li>
        )}
        <li>
          {publishedItems === 0
            ? 'None of its items is published.'
            : `${counted(publishedItems, 'item that is published or on its way stays', 'items that are published or on their way stay')} as in ${ledgerTitle}.`}
        </li>
        <li>
          Documents from “{from}” mean {into} from then on.
        </li>
      </ul>
      <p className="text-muted">
        {preview.from.isInLedger
          ? `${from} stays in ${ledgerTitle}: merge the two there as well, so that its reports show one. `
          : `${from} is not made in ${ledgerTitle}. `}
        You can undo this.
      </p>
    </div>
  );
}
