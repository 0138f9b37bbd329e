'use client';

import { ReceiptText } from 'lucide-react';
import { TextCell } from '#components/lists/cells.tsx';
import { DescriptionList } from '#components/ui/description-list.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { itemPath } from '#lib/domain/paths.ts';
import type { ContactItem } from '#lib/inbox/contact-items.ts';
import type { ContactDetails } from '#lib/lists/browse/get-contact.ts';
import { CreditNoteMark } from './item-cells.tsx';
import { ItemStatusBadge } from './item-status-badge.tsx';
import { ShownDate } from './shown-date.tsx';

export type ContactPageProps = {
  slug: string;
  contact: ContactDetails;
  items: { rows: ContactItem[]; total: number };
  /** The list it was opened from. */
  list: { label: string; href: string };
  /** The accounting software's name; null for a business that was never connected. */
  ledgerTitle: string | null;
};

/** A supplier or a customer: who it is, what the books suggest for it, and what there is of it here. */
export function ContactPage({ slug, contact, items, list, ledgerTitle }: ContactPageProps) {
  const books = ledgerTitle ?? 'your books';
  return (
    <>
      <PageHeader
        title={contact.name}
        breadcrumbs={[list]}
        aside={
          <>
            {contact.isArchived && <StatusBadge status="archived" />}
            {contact.isOnlyHere && <StatusBadge tone="info" text={`Not yet in ${books}`} />}
          </>
        }
      />
      <div className="shrink-0 border-b px-4 pb-4 text-sm">
        <div className="grid gap-x-10 gap-y-4 sm:grid-cols-2 lg:max-w-4xl">
          <section aria-labelledby="contact-details">
            <h2 id="contact-details" className="mb-2 text-sm">
              Details
            </h2>
            <DescriptionList
              items={[
                { term: 'E-mail', detail: <TextCell text={contact.email} /> },
                { term: 'Tax number', detail: <TextCell text={contact.taxNumber} /> },
                { term: 'Account number', detail: <TextCell text={contact.accountNumber} /> },
                { term: 'Is a', detail: kindOf(contact) },
              ]}
            />
          </section>
          <section aria-labelledby="contact-defaults">
            <h2 id="contact-defaults" className="mb-2 text-sm">
              Defaults for bills in {books}
            </h2>
            <DescriptionList
              items={[
                { term: 'Category', detail: <TextCell text={contact.defaultAccount} /> },
                { term: 'Tax rate', detail: <TextCell text={contact.defaultTaxRate} /> },
                { term: 'Currency', detail: <TextCell text={contact.defaultCurrency} /> },
              ]}
            />
          </section>
        </div>
      </div>
      <h2 className="shrink-0 px-4 pt-3 pb-2 text-sm">
        Items{' '}
        <span className="font-normal text-muted tabular-nums">
          <ShownNumber value={items.total} />
        </span>
        {items.rows.length < items.total && (
          <span className="ml-2 font-normal text-muted">The newest {items.rows.length} are shown.</span>
        )}
      </h2>
      <Table
        label={`Items of ${contact.name}`}
        columns={columns}
        rows={items.rows}
        rowKey={({ id }) => id}
        rowLabel={({ number }) => `item ${number}`}
        href={({ workspace, number, isArchived }) =>
          itemPath(slug, workspace, number) + (isArchived ? '?from=archive' : '')
        }
        empty={
          <EmptyState icon={<ReceiptText />} title="No items yet">
            What is coded to {contact.name} shows here.
          </EmptyState>
        }
      />
    </>
  );
}

function kindOf({ isSupplier, isCustomer }: ContactDetails): string {
  if (isSupplier && isCustomer) return 'Supplier and customer';
  return isCustomer ? 'Customer' : 'Supplier';
}

const columns: readonly Column<ContactItem>[] = [
  {
    id: 'date',
    header: 'Date',
    width: '7rem',
    phone: 'detail',
    cell: ({ issuedOn }) => issuedOn && <ShownDate date={issuedOn} />,
  },
  {
    id: 'item',
    header: 'Item',
    width: 'minmax(9rem, 2fr)',
    phone: 'title',
    cell: ({ number, reference, isCreditNote }) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate font-medium">{reference ?? 'No reference'}</span>
        {isCreditNote && <CreditNoteMark />}
        <span className="text-xs text-muted tabular-nums">#{number}</span>
      </span>
    ),
  },
  {
    id: 'total',
    header: 'Total',
    width: '9rem',
    align: 'end',
    phone: 'value',
    cell: ({ total, currency }) =>
      total !== null && (
        <>
          {currency && <span className="mr-1.5 text-xs text-muted">{currency}</span>}
          <ShownNumber value={total} />
        </>
      ),
  },
  {
    id: 'status',
    header: 'Status',
    width: '9rem',
    phone: 'mark',
    cell: ({ status, isArchived }) =>
      isArchived && status !== 'PUBLISHED' ? (
        <StatusBadge status="archived" />
      ) : (
        <ItemStatusBadge mayEdit status={status} toDo={[]} publication={null} />
      ),
  },
];
