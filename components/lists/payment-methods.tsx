'use client';

import { Archive, ArchiveRestore, CreditCard, Ellipsis, Pencil, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { PaymentMethodRow } from '#lib/lists/browse/browse-payment-methods.ts';
import type { SavedPaymentMethods } from '#lib/lists/payment-methods/keep-payment-methods.ts';
import type { PaymentMethodChoices } from '#lib/lists/payment-methods/payment-method-choices.ts';
import { CsvMenu } from './csv-menu.tsx';
import { ListPage, type ListPageProps } from './list-page.tsx';
import type { ListTableProps } from './list-table.tsx';
import { PaymentMethodDialog, type PaymentMethodEntry } from './payment-method-dialog.tsx';
import { PaymentMethodsTable } from './payment-methods-table.tsx';

type Handler<I> = (input: I, tab?: string) => Promise<Result<SavedPaymentMethods>>;

export type PaymentMethodsProps = Pick<ListTableProps<PaymentMethodRow>, 'first' | 'query' | 'load'> & {
  slug: string;
  page: Pick<ListPageProps, 'status' | 'drawnAt' | 'reload' | 'connectionsHref'>;
  choices: PaymentMethodChoices;
  mayEdit: boolean;
  handlers: {
    save: Handler<PaymentMethodEntry>;
    archive: Handler<{ id: string; isArchived: boolean }>;
    addBankAccounts: Handler<Record<string, never>>;
    undo: (input: { changeId: string }, tab?: string) => Promise<Result<number>>;
  };
};

/** The page of payment methods, and what can be done about each. */
export function PaymentMethods({ slug, page, choices, mayEdit, handlers, ...list }: PaymentMethodsProps) {
  const router = useRouter();
  const [asked, setAsked] = useState<{ method: PaymentMethodRow | null } | null>(null);
  const { unlinked } = choices;

  /** Tells of a change with a way back. */
  async function done(answer: Promise<Result<SavedPaymentMethods>>, title: (changed: number) => string) {
    const saved = await answer;
    if (!saved.ok) return saved;
    const { changeId, changed } = saved.value;
    router.refresh();
    if (changeId !== null) {
      toast({ title: title(changed), tone: 'success', action: { label: 'Undo', onPress: () => void undo(changeId) } });
    }
    return saved;
  }

  async function undo(changeId: string) {
    const undone = await handlers.undo({ changeId }, thisTab()).catch(offline);
    if (undone.ok) router.refresh();
    else toast({ title: 'Not undone', description: undone.error.message, tone: 'danger' });
  }

  async function archive({ id, name }: PaymentMethodRow, isArchived: boolean) {
    const state = isArchived ? 'archived' : 'in use again';
    const answer = handlers.archive({ id, isArchived }, thisTab()).catch(offline);
    const archived = await done(answer, () => `${isolated(name)} is ${state}`);
    if (!archived.ok) toast({ title: 'Nothing was changed', description: archived.error.message, tone: 'danger' });
  }

  async function addAccounts() {
    const added = await done(handlers.addBankAccounts({}, thisTab()).catch(offline), (changed) =>
      changed === 1 ? '1 payment method added' : `${changed} payment methods added`,
    );
    if (!added.ok) toast({ title: 'Nothing was added', description: added.error.message, tone: 'danger' });
  }

  const isBare = list.first.total === 0 && list.query.search === '' && !list.query.showArchived;
  const addOne = (
    <Button
      variant={isBare && unlinked > 0 ? 'secondary' : 'primary'}
      icon={<Plus size={15} />}
      onPress={() => setAsked({ method: null })}
    >
      Add<span className={isBare ? undefined : 'max-sm:sr-only'}> payment method</span>
    </Button>
  );
  const accounts = unlinked === 1 ? '1 bank account' : `${unlinked} bank accounts`;
  return (
    <ListPage
      title="Payment methods"
      guide="paid"
      list="ACCOUNTS"
      {...page}
      actions={
        <>
          {page.status.source && <CsvMenu slug={slug} list="payment-methods" mayEdit={mayEdit} undo={handlers.undo} />}
          {mayEdit && !isBare && addOne}
        </>
      }
      notice={
        mayEdit &&
        !isBare &&
        unlinked > 0 && (
          <Banner
            tone="info"
            title={`${accounts} ${unlinked === 1 ? 'has' : 'have'} no payment method`}
            action={
              <Button size="small" onPress={() => void addAccounts()}>
                {unlinked === 1 ? 'Add it' : 'Add them'}
              </Button>
            }
          >
            Each is added under its own name, and can be changed afterwards.
          </Banner>
        )
      }
    >
      <PaymentMethodsTable
        {...list}
        {...(mayEdit && {
          onOpen: (method: PaymentMethodRow) => setAsked({ method }),
          actions: (method: PaymentMethodRow) => (
            <MethodMenu method={method} onChange={() => setAsked({ method })} onArchive={archive} />
          ),
        })}
        empty={
          <EmptyState
            icon={<CreditCard />}
            title="No payment methods yet"
            action={
              mayEdit && (
                <span className="flex flex-wrap justify-center gap-2">
                  {addOne}
                  {unlinked > 0 && (
                    <Button variant="primary" onPress={() => void addAccounts()}>
                      Add one for {accounts}
                    </Button>
                  )}
                </span>
              )
            }
          >
            A card, an account or the till: how this business pays, and through which bank account of its books.
          </EmptyState>
        }
      />
      {asked && (
        <PaymentMethodDialog
          method={asked.method}
          choices={choices}
          save={(entry) =>
            done(handlers.save(entry, thisTab()), () =>
              asked.method ? `${isolated(entry.name)} was changed` : `${isolated(entry.name)} was added`,
            )
          }
          onClose={() => setAsked(null)}
        />
      )}
    </ListPage>
  );
}

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');

function MethodMenu({
  method,
  onChange,
  onArchive,
}: {
  method: PaymentMethodRow;
  onChange: () => void;
  onArchive: (method: PaymentMethodRow, isArchived: boolean) => Promise<void>;
}) {
  return (
    <Menu
      label={`About ${method.name}`}
      trigger={<IconButton label={`About ${method.name}`} size="small" icon={<Ellipsis size={16} />} />}
    >
      <MenuItem icon={<Pencil />} onAction={onChange}>
        Change
      </MenuItem>
      {method.isArchived ? (
        <MenuItem icon={<ArchiveRestore />} onAction={() => void onArchive(method, false)}>
          Restore
        </MenuItem>
      ) : (
        <MenuItem icon={<Archive />} onAction={() => void onArchive(method, true)}>
          Archive
        </MenuItem>
      )}
    </Menu>
  );
}
