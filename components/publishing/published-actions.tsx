'use client';

import { PencilLine, Undo2 } from 'lucide-react';
import { useState, useTransition } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { publicationKindNames } from '#lib/domain/publication/publication.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Afterwards, PublicationView } from '#lib/publishing/publication-view.ts';
import { LedgerText } from './ledger-text.tsx';
import type { PublishHandlers } from './publish-button.tsx';

export type PublishedActionsProps = {
  publication: PublicationView;
  handlers: PublishHandlers;
  /** The item's revision once what is being typed is saved; null, and said, where it can't be. */
  settle: () => Promise<number | null>;
};

const verbs = { VOID: 'void', DELETE: 'delete' } as const;
const ended = { VOID: 'voided', DELETE: 'deleted' } as const;

/** What can be done about what is published: corrected, in place or anew, or taken out of the books. */
export function PublishedActions(props: PublishedActionsProps) {
  const { afterwards } = props.publication;
  if (!afterwards) return null;
  return (
    <>
      <LastRefusal {...props} afterwards={afterwards} />
      {afterwards.correction ? (
        <Correction {...props} afterwards={afterwards} correction={afterwards.correction} />
      ) : (
        <Offer {...props} afterwards={afterwards} />
      )}
    </>
  );
}

type Known = PublishedActionsProps & { afterwards: Afterwards };

function LastRefusal({ publication: { ledgerName }, afterwards: { refusal } }: Known) {
  if (refusal.length === 0) return null;
  return (
    <Banner tone="danger" title={`${ledgerName} did not take the last change`}>
      {refusal.map(({ message }) => (
        <p key={message}>{message}</p>
      ))}
      <LedgerText texts={refusal.map(({ ledgerText }) => ledgerText)} ledgerName={ledgerName} />
    </Banner>
  );
}

function Offer({ publication, handlers, afterwards }: Known) {
  const { id, kind, ledgerName } = publication;
  const [isAsking, setAsking] = useState(false);
  const [isPending, start] = useTransition();
  const { end, settlements } = afterwards;
  const thing = publicationKindNames[kind];
  const begin = () =>
    start(async () => {
      tellFailure(await handlers.correct({ publicationId: id }, thisTab()), 'It can’t be corrected');
    });
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="small" icon={<PencilLine size={14} />} isPending={isPending} onPress={begin}>
        Correct
      </Button>
      <Button size="small" icon={<Undo2 size={14} />} onPress={() => setAsking(true)}>
        Unpublish
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`Unpublish this ${thing}?`}
        confirmLabel="Unpublish"
        isDanger
        onConfirm={async () => {
          const asked = { publicationId: id, settlements: settlements.map((each) => each.id) };
          tellFailure(await handlers.unpublish(asked, thisTab()), 'Not unpublished');
        }}
      >
        <div className="flex flex-col gap-2">
          <TakenBack settlements={settlements} />
          <p>
            The {thing} is {ended[end]} in {ledgerName}, where it stays in the list of what is {ended[end]}. This item
            returns to the inbox, with its document, and can be changed and published again.
          </p>
        </div>
      </ConfirmDialog>
    </div>
  );
}

function Correction({
  publication,
  handlers,
  settle,
  afterwards,
  correction,
}: Known & { correction: NonNullable<Afterwards['correction']> }) {
  const { id, kind, ledgerName } = publication;
  const [isAsking, setAsking] = useState(false);
  const [isPending, start] = useTransition();
  const { change, end, settlements } = afterwards;
  const thing = publicationKindNames[kind];
  async function send() {
    const revision = await settle();
    if (revision === null) return;
    const asked = {
      ...{ publicationId: id, revision, isAnew: change.isAnew },
      settlements: change.isAnew ? settlements.map((each) => each.id) : [],
    };
    tellFailure(await handlers.sendCorrection(asked, thisTab()), 'Not sent');
  }
  const leave = () =>
    start(async () => {
      const left = await handlers.leaveAsItIs({ publicationId: id }, thisTab());
      if (left.ok) toast({ title: 'As it was', description: `${ledgerName} was sent nothing.`, tone: 'success' });
      else tellFailure(left, 'Not given up');
    });
  return (
    <Banner
      title={`${isolated(correction.byName)} is correcting what is published`}
      action={
        <>
          <Button
            size="small"
            variant="primary"
            isPending={isPending}
            onPress={() => (change.isAnew ? setAsking(true) : start(send))}
          >
            {change.isAnew ? 'Publish anew' : `Update in ${ledgerName}`}
          </Button>
          <Button size="small" isPending={isPending} onPress={leave}>
            Leave as it was
          </Button>
        </>
      }
    >
      {change.isAnew
        ? `Because of ${change.because}, it is ${ended[end]} in ${ledgerName} and published anew.`
        : `${ledgerName} keeps what it has until this is sent.`}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`${end === 'VOID' ? 'Void' : 'Delete'} and publish anew?`}
        confirmLabel={`${end === 'VOID' ? 'Void' : 'Delete'} and publish anew`}
        isDanger
        onConfirm={send}
      >
        <div className="flex flex-col gap-2">
          <TakenBack settlements={settlements} />
          <p>
            Then the {thing} is {ended[end]} in {ledgerName} and published anew as it is here, with its document. Should{' '}
            {ledgerName} not {verbs[end]} it, nothing is published a second time.
          </p>
          {settlements.length > 0 && (
            <p>Payments that this item has are recorded again with it; others are for you to enter there.</p>
          )}
        </div>
      </ConfirmDialog>
    </Banner>
  );
}

function TakenBack({ settlements }: Pick<Afterwards, 'settlements'>) {
  if (settlements.length === 0) return null;
  return (
    <div>
      <p>First, this is taken back:</p>
      <ul className="list-disc pl-4 tabular-nums">
        {settlements.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

function tellFailure(answer: Result<unknown>, title: string): void {
  if (!answer.ok) toast({ title, description: answer.error.message, tone: 'danger' });
}
