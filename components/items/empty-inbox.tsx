import { Inbox as InboxIcon, Plug } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import type { InboxProps } from './inbox.tsx';
import { AddDocumentsButton } from './uploads.tsx';

/** What there is to do first, in the words of whoever looks. */
export function EmptyInbox({
  workspace,
  gate,
  connectionsHref,
  may,
}: Pick<InboxProps, 'workspace' | 'gate' | 'connectionsHref' | 'may'>) {
  return (
    <EmptyState
      icon={<InboxIcon />}
      title={workspace === 'SALES' ? 'There are no sales here' : 'Your inbox is empty'}
      action={
        <>
          <AddDocumentsButton />
          {gate.health === 'none' && connectionsHref && (
            <ButtonLink href={connectionsHref} icon={<Plug size={15} />}>
              Connect your accounting software
            </ButtonLink>
          )}
        </>
      }
    >
      Drop {workspace === 'SALES' ? 'what you have invoiced to customers' : 'invoices and receipts'} anywhere on this
      page.{' '}
      {may.edit
        ? 'Code them here, then publish them to your books.'
        : 'A bookkeeper looks after them, and you see here how far each has come.'}
    </EmptyState>
  );
}
