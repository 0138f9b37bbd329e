'use client';

import { ReceiptText } from 'lucide-react';
import { AutoPublishChoice, type ChooseAutoPublish } from '#components/auto-publish/auto-publish-choice.tsx';
import { CreditNoteMark } from '#components/items/item-cells.tsx';
import { ItemStatusBadge } from '#components/items/item-status-badge.tsx';
import { ShownDate } from '#components/items/shown-date.tsx';
import { RuleStatus, RuleWords } from '#components/rules/rule-line.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import type { ContactAutoPublish } from '#lib/auto-publish/contact-auto-publish.ts';
import type { KnownMark } from '#lib/coding/learn-supplier.ts';
import { claimPath, itemPath, rulePaths, type Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import { type DuplicateMode, duplicateModeNames } from '#lib/domain/sure-copy.ts';
import type { ContactItem } from '#lib/inbox/contact-items.ts';
import type { CurrencyTotals } from '#lib/inbox/contact-totals.ts';
import type { ShownMerge } from '#lib/lists/browse/contact-merges.ts';
import type { ContactDetails } from '#lib/lists/browse/get-contact.ts';
import type { RuleRow } from '#lib/rules/list-rules.ts';
import { type AliasHandlers, AliasList } from './alias-list.tsx';
import { CisRateField, type SetCisRate } from './cis-rate-field.tsx';
import { ContactChoice } from './contact-choice.tsx';
import { ContactFacts, Section } from './contact-facts.tsx';
import { DueDays, type SetDueDays } from './due-days-field.tsx';
import { type MarkHandlers, MarkList } from './mark-list.tsx';
import { type FindToMerge, MergeButton } from './merge-button.tsx';
import type { MergeHandlers } from './merge-dialog.tsx';
import { ArchivedNote, MergedAway, MergedHere } from './merge-notes.tsx';
import { MonthChart } from './month-chart.tsx';

export type ContactPageProps = {
  slug: string;
  contact: ContactDetails;
  items: { rows: ContactItem[]; total: number };
  totals: readonly CurrencyTotals[];
  aliases: AliasHandlers;
  /** What its documents are known by. */
  marks: readonly KnownMark[];
  marking: MarkHandlers;
  /** Of suppliers alone. */
  setCisRate?: SetCisRate;
  setDueDays: SetDueDays;
  saveDuplicates: (input: { contactId: string; mode: DuplicateMode | null }) => Promise<Result<null>>;
  saveTax: (input: { contactId: string; readsTax: boolean | null }) => Promise<Result<null>>;
  rules: Record<Workspace, readonly RuleRow[]>;
  autoPublish: Record<Workspace, ContactAutoPublish>;
  chooseAutoPublish: ChooseAutoPublish;
  merges: { away: ShownMerge | null; here: readonly ShownMerge[] };
  merging: { find: FindToMerge; handlers: MergeHandlers };
  /** Whose list it was opened from. */
  workspace: Workspace;
  /** The list it was opened from. */
  list: { label: string; href: string };
  /** The accounting software's name; null for a business that was never connected. */
  ledgerTitle: string | null;
};

/** A supplier or a customer: who it is, what the books suggest for it, and what there is of it here. */
export function ContactPage({
  slug,
  contact,
  items,
  totals,
  aliases,
  marks,
  marking,
  setCisRate,
  setDueDays,
  saveDuplicates,
  saveTax,
  rules,
  autoPublish,
  chooseAutoPublish,
  merges,
  merging,
  workspace,
  list,
  ledgerTitle,
}: ContactPageProps) {
  const books = ledgerTitle ?? 'your books';
  const isActive = !contact.isArchived && !merges.away;
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
        actions={isActive && <MergeButton {...{ contact, workspace, ledgerTitle }} {...merging} />}
      />
      {contact.isArchived && (
        <div className="px-4 pb-3">
          <ArchivedNote contact={contact} listHref={list.href} books={books} />
        </div>
      )}
      {merges.away && (
        <div className="px-4 pb-3">
          <MergedAway
            name={contact.name}
            merge={merges.away}
            href={`${list.href}/${merges.away.contact.id}`}
            undo={merging.handlers.undo}
          />
        </div>
      )}
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto border-t lg:flex-row lg:overflow-hidden">
        <div className="flex shrink-0 flex-col gap-5 px-4 py-4 text-sm max-lg:border-b lg:w-92 lg:overflow-y-auto lg:border-r">
          <ContactFacts contact={contact} books={books} />
          {isActive && setCisRate && contact.cisRate !== undefined && (
            <CisRateField contactId={contact.id} rate={contact.cisRate} save={setCisRate} />
          )}
          {isActive && (
            <Section title="Aliases">
              <p className="mb-2 text-xs text-muted">
                Names on documents that mean <bdi>{contact.name}</bdi>. Typing one of them finds it.
              </p>
              <AliasList contact={contact} handlers={aliases} />
            </Section>
          )}
          {marks.length > 0 && (
            <Section title="Known by">
              <p className="mb-2 text-xs text-muted">
                Documents with one of these are taken to be from <bdi>{contact.name}</bdi>.
              </p>
              <MarkList contactId={contact.id} marks={marks} handlers={marking} />
            </Section>
          )}
          {isActive && (
            <Section title="Due date">
              <DueDays contact={contact} save={setDueDays} />
            </Section>
          )}
          {isActive && (
            <Section title="Tax">
              <ContactChoice
                label="What its documents say of tax"
                value={contact.readsTax === null ? null : taxChoice(contact.readsTax)}
                names={taxChoices}
                ofBusiness={taxChoice(contact.businessReadsTax)}
                save={(choice) =>
                  saveTax({ contactId: contact.id, readsTax: choice === null ? null : choice === 'ENTERED' })
                }
              />
            </Section>
          )}
          {isActive && (
            <Section title="Duplicates">
              <ContactChoice
                label="What is surely the same purchase"
                value={contact.duplicateMode}
                names={duplicateModeNames}
                ofBusiness={contact.businessDuplicateMode}
                save={(mode) => saveDuplicates({ contactId: contact.id, mode })}
              />
            </Section>
          )}
          {isActive && (
            <Section title="Rules">
              <ContactRules {...{ slug, workspace }} contactId={contact.id} rules={rules[workspace]} />
            </Section>
          )}
          {isActive && (
            <Section title="Publish by itself">
              <AutoPublishChoice
                list="contacts"
                id={contact.id}
                label={workspace === 'COSTS' ? 'What is of this supplier' : 'What is of this customer'}
                publishes={autoPublish[workspace].publishes}
                choose={chooseAutoPublish}
              />
              <p className="mt-2 text-xs text-muted">{answerText(autoPublish[workspace])}</p>
            </Section>
          )}
          {merges.here.length > 0 && (
            <Section title="Merged into it">
              <MergedHere merges={merges.here} listHref={list.href} undo={merging.handlers.undo} />
            </Section>
          )}
        </div>
        <div className="flex min-h-96 min-w-0 flex-1 flex-col">
          <div className="shrink-0 border-b px-4 py-4 lg:max-h-72 lg:overflow-y-auto">
            <Section title="Totals by month">
              {totals.length === 0 ? (
                <p className="text-muted">No item of the last two years has a date and a total.</p>
              ) : (
                <div className="flex flex-col gap-5">
                  {totals.map((each) => (
                    <MonthChart key={each.currency} {...each} />
                  ))}
                </div>
              )}
            </Section>
          </div>
          <h2 className="shrink-0 px-4 pt-3 pb-2 text-sm">
            Items{' '}
            <span className="font-normal text-muted tabular-nums">
              <ShownNumber value={items.total} />
            </span>
            {items.rows.length < items.total && (
              <span className="ml-2 font-normal text-muted">
                The newest <ShownNumber value={items.rows.length} /> are shown.
              </span>
            )}
          </h2>
          <Table
            label={`Items of ${contact.name}`}
            columns={columns}
            rows={items.rows}
            rowKey={({ id }) => id}
            rowLabel={({ number, claim }) =>
              claim ? `expense claim ${claim.number}, ${claim.name}` : `item ${number}`
            }
            href={({ workspace, number, isArchived, claim }) =>
              claim
                ? claimPath(slug, claim.number)
                : itemPath(slug, workspace, number) + (isArchived ? '?from=archive' : '')
            }
            empty={
              <EmptyState icon={<ReceiptText />} title="No items yet">
                What is coded to <bdi>{contact.name}</bdi> shows here.
              </EmptyState>
            }
          />
        </div>
      </div>
    </>
  );
}

const taxChoices = { ENTERED: 'Entered', LEFT_OUT: 'Left out' } as const;
const taxChoice = (isRead: boolean) => (isRead ? 'ENTERED' : 'LEFT_OUT');

function answerText({ isOn, answer }: ContactAutoPublish): string {
  if (!isOn) return 'Nothing is published by itself in this business until an admin turns it on under Automation.';
  return `${answer.publishes ? 'By itself' : 'By a person'}, since ${answer.because}. A rule or the payment method may say otherwise.`;
}

function ContactRules({
  slug,
  workspace,
  contactId,
  rules,
}: {
  slug: string;
  workspace: Workspace;
  contactId: string;
  rules: readonly RuleRow[];
}) {
  const paths = rulePaths(slug);
  return (
    <>
      {rules.length === 0 && <p className="mb-1 text-xs text-muted">None yet: what arrives is coded by hand.</p>}
      <ul className="flex flex-col">
        {rules.map((rule) => (
          <li key={rule.id} className="flex min-h-8 items-center gap-2">
            <Link href={paths.rule(rule.id)} className="flex min-w-0 flex-1 content-center pointer-coarse:min-h-11">
              <RuleWords rule={rule} />
            </Link>
            <RuleStatus rule={rule} />
          </li>
        ))}
      </ul>
      <Link
        href={paths.newOf(workspace === 'COSTS' ? 'SUPPLIER' : 'CUSTOMER', contactId)}
        className="inline-block min-h-6 content-center pointer-coarse:min-h-11"
      >
        Add rule
      </Link>
    </>
  );
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
    cell: ({ number, reference, isCreditNote, claim }) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate font-medium">{reference ?? 'No reference'}</span>
        {isCreditNote && <CreditNoteMark />}
        <span className="text-xs text-muted tabular-nums">{claim ? 'Expense claim' : `#${number}`}</span>
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
    cell: ({ status }) => <ItemStatusBadge mayEdit status={status} toDo={[]} publication={null} />,
  },
];
