'use client';

import { useState } from 'react';
import { OwnPasswordField } from '#components/account/own-password-field.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { isolated } from '#lib/domain/isolated.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import { comparable } from '#lib/domain/text.ts';

export type CloseBusinessProps = {
  name: string;
  /** What the connected accounting software is called; null without a connection. */
  ledger: string | null;
  /** Whether members hear of it by mail. */
  isSent: boolean;
  /** Where items and lists can be kept as files before. */
  keepHrefs: { costs: string; sales: string; lists: string };
  keptDays: number;
  asksPassword: boolean;
  /** Where it is said until when it can be opened again. */
  closedHref: string;
  close: (input: { name: string; present: string }) => Promise<Result<null>>;
};

/** *Close …*: for everybody, agreed to by its name and a password. */
export function CloseBusiness(props: CloseBusinessProps) {
  const { name, ledger, isSent, keepHrefs, keptDays, asksPassword, closedHref, close } = props;
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [present, setPresent] = useState('');
  const [refused, setRefused] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);

  async function go() {
    setPending(true);
    const closed = await close({ name: typed, present }).catch(() =>
      failure('offline', 'The connection broke off, so it is not known whether this was done. Reload the page.'),
    );
    if (closed.ok) {
      // By a whole load, so that nothing seen stays in the tab's memory.
      window.location.assign(closedHref);
      return;
    }
    setRefused(closed.error);
    setPending(false);
  }

  const isNamed = comparable(typed) === comparable(name);
  const isAtField = refused?.fields?.present ?? refused?.fields?.name;
  return (
    <>
      <p className="max-w-prose text-muted">
        For when it is no longer kept in Intray. Nobody can open it from then on. You can open it again for {keptDays}{' '}
        days; then everything in it is deleted.
      </p>
      <Button
        className="mt-3"
        onPress={() => {
          setTyped('');
          setPresent('');
          setRefused(null);
          setOpen(true);
        }}
      >
        {`Close ${isolated(name)}`}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Close ${isolated(name)}?`}
        size="medium"
        mustAnswer={isPending}
        actions={
          <>
            <Button onPress={() => setOpen(false)} isDisabled={isPending}>
              Keep it open
            </Button>
            <Button variant="danger" isDisabled={!isNamed} isPending={isPending} onPress={go}>
              Close the business
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          {refused && !isAtField && <Banner tone="danger">{refused.message}</Banner>}
          <dl className="flex flex-col gap-3 [&_dt]:font-medium [&_dd]:text-muted">
            <div>
              <dt>At once</dt>
              <dd>
                {isSent
                  ? 'All members lose their access and are told by mail, and open invitations are withdrawn.'
                  : 'All members lose their access, and open invitations are withdrawn. No mail leaves this installation, so tell the members yourself.'}{' '}
                {ledger
                  ? `Nothing more is published: the connection to ${ledger} is ended there too, and what waits to be published returns to its items.`
                  : 'Nothing more can be published.'}
              </dd>
            </div>
            <div>
              <dt>For {keptDays} days</dt>
              <dd>You, and nobody else, can open it again with all that is in it.</dd>
            </div>
            <div>
              <dt>Then</dt>
              <dd>
                Items with their original documents, lists, team and history are deleted for good. What is in{' '}
                {ledger ?? 'your accounting software'} stays there, with the documents that were attached. To keep the
                rest, download it before you close: items with their documents by the export in{' '}
                <Link href={keepHrefs.costs}>Costs</Link>, <Link href={keepHrefs.sales}>Sales</Link> and the archive of
                each, and <Link href={keepHrefs.lists}>lists</Link> as files.
              </dd>
            </div>
          </dl>
          <TextField
            label="Type the name of the business"
            description={name}
            autoComplete="off"
            value={typed}
            onChange={setTyped}
            problems={refused?.fields?.name}
          />
          {asksPassword && (
            <OwnPasswordField value={present} onChange={setPresent} problems={refused?.fields?.present} />
          )}
        </div>
      </Dialog>
    </>
  );
}
