'use client';

import { useEffect, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ListMergePreview } from '#lib/coding/merge-lists/preview-merge.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { mergeListTitles } from '#lib/domain/merge-lists.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import type { RulesAfterMerge } from '#lib/rules/rules-after.ts';
import { TouchedRules } from './touched-rules.tsx';

/** With what becomes of rules. */
export type ListMergeTrial = ListMergePreview & { rules: RulesAfterMerge; slug: string };
export type DryRun = (input: Record<string, never>) => Promise<Result<ListMergeTrial>>;

const brokeOff = () => failure('offline', 'The connection broke off, and nothing was begun. Try again.');

/** What a merge of lists would change now and what it would leave; and *Merge*. */
export function DryRunDialog({
  preview,
  start,
  onClose,
  onStarted,
}: {
  preview: DryRun;
  start: () => Promise<Result<unknown>>;
  onClose: () => void;
  onStarted: () => void;
}) {
  const [answer, setAnswer] = useState<Result<ListMergeTrial> | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    void preview({})
      .catch(brokeOff)
      .then((told) => isCurrent && setAnswer(told));
    return () => {
      isCurrent = false;
    };
  }, [preview]);

  async function merge() {
    setPending(true);
    const started = await start().catch(brokeOff);
    setPending(false);
    if (started.ok) onStarted();
    else setProblem(started.error);
  }

  const failed = problem ?? (answer && !answer.ok ? answer.error : null);
  const changesNothing = answer?.ok && answer.value.lists.every(({ pairs }) => pairs === 0);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Merge lists"
      size="large"
      mustAnswer={isPending}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            Cancel
          </Button>
          <Button
            variant="primary"
            onPress={() => void merge()}
            isPending={isPending}
            isDisabled={!answer?.ok || changesNothing}
          >
            Merge
          </Button>
        </>
      }
    >
      {failed && <Banner tone="danger">{failed.message}</Banner>}
      {answer?.ok ? (
        <Effects preview={answer.value} />
      ) : (
        !failed && (
          <div className="flex flex-col gap-2">
            <Skeleton className="h-4 w-64" />
            <Skeleton className="h-4 w-80" />
            <Skeleton className="h-4 w-56" />
          </div>
        )
      )}
    </Dialog>
  );
}

function Effects({ preview }: { preview: ListMergeTrial }) {
  const {
    lists,
    items,
    lines,
    payments,
    methods,
    aliases,
    hidden,
    taxSettings,
    claimRates,
    claims,
    published,
    undecided,
    skipped,
    examples,
  } = preview;
  const { numbers } = useFormats();
  const counted = (count: number, one: string, many: string) =>
    `${count === 0 ? 'No' : writeCount(count, numbers)} ${count === 1 ? one : many}`;
  const ruled = <RulesAfter {...preview} counted={counted} />;
  if (lists.length === 0) {
    return (
      <div className="flex flex-col gap-4 text-sm">
        <p>Nothing is paired yet. Accept suggestions, or choose new entries for old ones.</p>
        {ruled}
      </div>
    );
  }
  const broken = lists.reduce((sum, list) => sum + list.broken, 0);
  return (
    <div className="flex flex-col gap-4 text-sm">
      <section aria-labelledby="merge-changes">
        <h3 id="merge-changes" className="mb-1 font-medium">
          What changes
        </h3>
        <ul className="list-disc space-y-1 pl-5">
          <li>
            {counted(items, 'open item', 'open items')}
            {lines > 0 && `, ${counted(lines, 'line', 'lines')} of them`}
            {payments > 0 && `, ${counted(payments, 'payment', 'payments')}`}
          </li>
          {lists.map(({ list, pairs, items }) => (
            <li key={list}>
              {mergeListTitles[list]}: {counted(pairs, 'pair', 'pairs')},{' '}
              {counted(items, 'item', 'items').toLowerCase()}
            </li>
          ))}
          {methods > 0 && (
            <li>{counted(methods, 'payment method goes', 'payment methods go')} through another account</li>
          )}
          {aliases > 0 && <li>{counted(aliases, 'alias means', 'aliases mean')} the new contact</li>}
          {taxSettings > 0 && <li>{counted(taxSettings, 'choice', 'choices')} of the tax settings</li>}
          {claimRates > 0 && (
            <li>{counted(claimRates, 'rate of expense claims is', 'rates of expense claims are')} coded anew</li>
          )}
          {claims > 0 && (
            <li>{counted(claims, 'expense claim or claimant is', 'expense claims and claimants are')} paid anew</li>
          )}
          {hidden > 0 && <li>{counted(hidden, 'hidden entry stays', 'hidden entries stay')} hidden</li>}
        </ul>
      </section>
      <section aria-labelledby="merge-stays">
        <h3 id="merge-stays" className="mb-1 font-medium">
          What stays
        </h3>
        <ul className="list-disc space-y-1 pl-5">
          <li>
            {published === 0
              ? 'None of the items with these entries is archived or published.'
              : `${counted(published, 'item that is archived, published or on its way keeps', 'items that are archived, published or on their way keep')} what it has.`}
          </li>
          <li>Totals and tax: no amount changes.</li>
          {undecided > 0 && (
            <li>
              {counted(undecided, 'entry is undecided', 'entries are undecided')}: items that name them stay to be
              reviewed.
            </li>
          )}
          {skipped > 0 && <li>{counted(skipped, 'entry is', 'entries are')} skipped.</li>}
          {broken > 0 && (
            <li>
              {counted(broken, 'pair does', 'pairs do')} nothing, since the new entry was archived since. Choose
              another.
            </li>
          )}
        </ul>
      </section>
      {ruled}
      {examples.length > 0 && (
        <section aria-labelledby="merge-examples">
          <h3 id="merge-examples" className="mb-1 font-medium">
            {examples.length < items ? `The newest ${writeCount(examples.length, numbers)}` : 'The items'}
          </h3>
          <ul className="divide-y rounded-md border px-3" aria-label="Items that change">
            {examples.map(({ number, contact, changes }) => (
              <li key={number} className="py-1.5">
                Item {number}
                {contact && `, ${isolated(contact)}`}
                <span className="block text-muted">{changes.map(isolated).join('; ')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="text-muted">You can undo this: what nobody has changed since goes back.</p>
    </div>
  );
}

/** Which rules act again, and which do nothing then. */
function RulesAfter({
  rules: { mended, broken, stillBroken },
  slug,
  counted,
}: Pick<ListMergeTrial, 'rules' | 'slug'> & { counted: (count: number, one: string, many: string) => string }) {
  const kinds = [
    {
      rules: broken,
      text: counted(broken.length, 'rule acts now and does', 'rules act now and do'),
      end: 'nothing then:',
    },
    {
      rules: stillBroken,
      text: counted(stillBroken.length, 'rule does nothing, and stays so,', 'rules do nothing, and stay so,'),
      end: 'until you pair what it names or change it:',
    },
    { rules: mended, text: counted(mended.length, 'rule acts', 'rules act'), end: 'again:' },
  ].filter(({ rules }) => rules.length > 0);
  if (kinds.length === 0) return null;
  return (
    <section aria-labelledby="merge-rules">
      <h3 id="merge-rules" className="mb-1 font-medium">
        Rules
      </h3>
      {kinds.map(({ rules, text, end }) => (
        <div key={end} className="not-last:mb-2">
          {text} {end}
          <TouchedRules {...{ slug, rules }} />
        </div>
      ))}
    </section>
  );
}
