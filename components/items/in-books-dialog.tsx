'use client';

import { type ReactNode, useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { OpenInLedger } from '#components/publishing/open-in-ledger.tsx';
import type { PublishHandlers } from '#components/publishing/publish-button.tsx';
import { takeOff } from '#components/publishing/take-off.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { normaliseDocumentNumber } from '#lib/domain/document-number.ts';
import { decimal } from '#lib/domain/money.ts';
import type { ProblemCode } from '#lib/domain/readiness/problem.ts';
import { failure } from '#lib/domain/result.ts';
import { aDocument, capitalised } from '#lib/domain/words.ts';
import type { AlikeInBooksView, BookDocumentView } from '#lib/inbox/alike-in-books.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';
import { ShownDate } from './shown-date.tsx';

const offline = failure('offline', 'The connection broke off. Nothing is lost: reload the page and look.');

/** What the books have beside the item, with what differs lit, and the three ways out. */
export function InBooksDialog({
  item,
  alike,
  ledgerName,
  publishing,
  confirm,
  settle,
  onPublish,
  onClose,
}: {
  item: ItemView;
  alike: AlikeInBooksView;
  ledgerName: string;
  /** Null for those who publish nothing. */
  publishing: Pick<PublishHandlers, 'attach' | 'detach'> | null;
  confirm: (code: ProblemCode, question: string) => Promise<void>;
  /** The item's revision once what is being typed is saved; null, and said, where it can't be. */
  settle: () => Promise<number | null>;
  onPublish: (() => Promise<void>) | null;
  onClose: () => void;
}) {
  const [chosen, choose] = useState(alike.documents[0]?.ledgerId ?? '');
  const [pending, setPending] = useState<'attach' | 'other' | 'publish' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const document = alike.documents.find(({ ledgerId }) => ledgerId === chosen) ?? alike.documents[0];
  if (!document) return null;
  const thing = document.title.toLowerCase();

  const act = (what: NonNullable<typeof pending>, doIt: () => Promise<void>) => async () => {
    setPending(what);
    await doIt().finally(() => setPending(null));
  };
  const attach = act('attach', async () => {
    const revision = await settle();
    if (revision === null || !publishing) return;
    const asked = { itemId: item.id, revision, ledgerId: document.ledgerId };
    const attached = await publishing.attach(asked, thisTab()).catch(() => offline);
    if (!attached.ok) return setProblem(attached.error.message);
    onClose();
    toast({
      title: `Attached to the ${thing} in ${ledgerName}`,
      description: 'Nothing new was posted.',
      tone: 'success',
      action: {
        label: 'Undo',
        onPress: () => void takeOff(attached.value.publicationId, ledgerName, publishing.detach),
      },
    });
  });
  const other = act('other', async () => {
    await confirm('inBooks', alike.question);
    onClose();
  });

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      mustAnswer={pending !== null}
      size="large"
      title={`Item ${item.number} and what ${ledgerName} has`}
      actions={
        <>
          {onPublish && (
            <Button isPending={pending === 'publish'} isDisabled={pending !== null} onPress={act('publish', onPublish)}>
              Publish anyway
            </Button>
          )}
          <Button isPending={pending === 'other'} isDisabled={pending !== null} onPress={other}>
            It is another document
          </Button>
          {publishing && (
            <Button variant="primary" isPending={pending === 'attach'} isDisabled={pending !== null} onPress={attach}>
              Attach to that {thing}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4 text-sm">
        {problem && <Banner tone="danger">{problem}</Banner>}
        {alike.documents.length > 1 && (
          <SegmentedControl
            label={`What ${ledgerName} has`}
            choices={alike.documents.map(({ ledgerId, title, number }, index) => ({
              value: ledgerId,
              label: number ? `${title} ${number}` : `${title} ${index + 1}`,
            }))}
            value={document.ledgerId}
            onChange={choose}
          />
        )}
        <Compared {...{ item, document, ledgerName }} />
        <ul className="list-disc space-y-1 pl-5 text-muted">
          <li>
            {item.document
              ? `Attached, the file of item ${item.number} is added to the ${thing} there, and the item counts as published to it.`
              : `Item ${item.number} has no file: it only counts as published to the ${thing} there.`}{' '}
            The {thing} itself is not changed.
          </li>
          <li>If it is another document, neither is asked about again.</li>
        </ul>
        {document.url && (
          <div>
            <OpenInLedger href={document.url} ledgerName={ledgerName} size="small" />
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Compared({
  item: { number, workspace, coding, choices },
  document,
  ledgerName,
}: {
  item: ItemView;
  document: BookDocumentView;
  ledgerName: string;
}) {
  const nothing = <span className="text-muted">None</span>;
  const day = (date: BookDocumentView['dueOn']) => (date ? <ShownDate date={date} /> : nothing);
  const total = coding.total ?? '0';
  const rows: { label: string; there: ReactNode; here: ReactNode; isSame: boolean }[] = [
    {
      label: 'Document',
      there: document.title,
      here: capitalised(aDocument(workspace, coding.type, coding.publishTo).replace(/^an? /, '')),
      isSame: true,
    },
    {
      label: 'Document reference',
      there: document.number ?? nothing,
      here: coding.reference ?? nothing,
      isSame: normaliseDocumentNumber(document.number) === normaliseDocumentNumber(coding.reference),
    },
    {
      label: 'Date',
      there: day(document.issuedOn),
      here: day(coding.issuedOn),
      isSame: document.issuedOn === coding.issuedOn,
    },
    {
      label: 'Due date',
      there: day(document.dueOn),
      here: day(coding.dueOn),
      // What one of them has none of, as a receipt or money that was spent, differs in nothing: the books find a day.
      isSame: !document.dueOn || !coding.dueOn || document.dueOn === coding.dueOn,
    },
    {
      label: 'Total',
      there: <Money {...document} />,
      here: <Money currency={coding.currency ?? choices.baseCurrency} total={total} />,
      isSame: decimal(document.total).equals(decimal(total).abs()),
    },
    { label: 'Status', there: document.status ?? 'Posted', here: 'Not published', isSame: true },
  ];
  return (
    <table className="w-full table-fixed text-left">
      <thead className="border-b">
        <tr>
          <th className="w-1/4 py-1.5 pr-2 font-medium text-muted">
            <span className="sr-only">Field</span>
          </th>
          <th className="px-2 py-1.5 font-medium">In {ledgerName}</th>
          <th className="px-2 py-1.5 font-medium">Item {number}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, there, here, isSame }) => (
          <tr key={label} className="border-b align-top last:border-b-0">
            <th scope="row" className="py-1.5 pr-2 font-normal text-muted">
              {label}
              {!isSame && <span className="block text-xs text-warning">differs</span>}
            </th>
            <td className={cx('px-2 py-1.5 break-words', !isSame && 'bg-warning-soft')}>{there}</td>
            <td className={cx('px-2 py-1.5 break-words', !isSame && 'bg-warning-soft')}>{here}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Money({ currency, total }: { currency: string; total: string }) {
  return (
    <span className="tabular-nums">
      {currency} <ShownNumber value={total} currency={currency} />
    </span>
  );
}
