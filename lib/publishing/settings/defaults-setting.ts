import { z } from 'zod';
import { changeCoding } from '#lib/coding/change-coding.ts';
import { codingOf, entriesOf, withRows } from '#lib/coding/coding-columns.ts';
import { businessConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { codingChangesSchema } from '#lib/domain/coding/coding-schema.ts';
import { fields } from '#lib/domain/coding/fields.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { parseProvenance } from '#lib/domain/coding/provenance.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import { type Workspace, workspaces } from '#lib/domain/paths.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import { changesByDefaults, type PublishingDefaults } from '#lib/domain/publishing-defaults.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { readMethods } from '#lib/lists/payment-methods/load-payment-methods.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import type { PersonScope } from '#lib/scope.ts';

/** What new items of a business begin with, and what there is to tell it by. */
export type DefaultsSetting = {
  saved: PublishingDefaults;
  statuses: LedgerRules['statuses'];
  statusNames: LedgerRules['statusNames'];
  /** Whether money can go through a bank account at all: some payment method has one. */
  hasBankMethod: boolean;
  effect: DefaultsEffect;
};

/** What defaults would change of the inbox, were they applied to it. */
export type DefaultsEffect = {
  /** How many open items would be otherwise, of the newest that are looked at. */
  open: number;
  /** One of those or else the newest item with a date; null where there is none. */
  example: { number: number; workspace: Workspace; issuedOn: CalendarDate | null } | null;
};

/** An item that was changed, at the revision which that made: its history has what was before. */
export type ChangedByDefaults = { itemId: string; revision: number };

/** Open items that are looked at, the newest of them, and those that are changed at once. */
const MAX_OPEN = 2_000;
export const MAX_CHANGED = 500;

/** Where a change comes from, as the history of an item has it. */
const ORIGIN = 'Business settings > Publishing, by ';

export async function defaultsSetting(scope: PersonScope): Promise<DefaultsSetting> {
  const saved = await savedDefaults(scope.businessId);
  const { lists } = await loadReviewContext(db, scope, { contactIds: [], accountIds: [] });
  const { statuses, statusNames } = lists.rules;
  const methods = await readMethods(db, (await businessConnection(db, scope.businessId))?.id ?? null, {
    ...{ businessId: scope.businessId, archivedAt: null },
  });
  const hasBankMethod = methods.some(({ isBankAccount, trouble }) => isBankAccount && trouble === null);
  return { saved, statuses, statusNames, hasBankMethod, effect: await defaultsEffect(scope, saved) };
}

export async function defaultsEffect(scope: PersonScope, defaults: PublishingDefaults): Promise<DefaultsEffect> {
  const { all, changed } = await concerned(scope, defaults);
  const [example] = [...changed, ...all.filter(({ coding }) => coding.issuedOn !== null)];
  return {
    open: changed.length,
    example: example
      ? { number: example.number, workspace: example.workspace, issuedOn: example.coding.issuedOn }
      : null,
  };
}

/**
 * New items begin so from now on. With `changesOpen`, open ones are made so too, as far as nobody has decided otherwise,
 * and what was changed is returned so that it can be taken back.
 */
export async function setDefaults(
  scope: PersonScope,
  { changesOpen, ...defaults }: PublishingDefaults & { changesOpen: boolean },
  from: RequestOrigin,
): Promise<Result<{ changed: ChangedByDefaults[] }>> {
  const { businessId, actor } = scope;
  const { lists } = await loadReviewContext(db, scope, { contactIds: [], accountIds: [] });
  const shown = { lists, numbers: 'commaPoint' } as const;
  await db.$transaction(async (transaction) => {
    const { COSTS, SALES, dueDays } = defaults;
    await transaction.business.update({
      where: { id: businessId },
      data: { ...COSTS, salesPublishTo: SALES.publishTo, salesPublishAs: SALES.publishAs, dueDays },
    });
    await recordAudit(transaction, {
      ...{ businessId, userId: null, by: actor, action: 'publishingDefaultsChanged', from },
      detail: {
        defaults: [
          ...workspaces.map((workspace) => {
            const { publishTo, publishAs } = defaults[workspace];
            const to = fields.publishTo.show(publishTo, shown);
            return `${workspaceNames[workspace].toLowerCase()} to ${to}, ${fields.publishAs.show(publishAs, shown)}`;
          }),
          defaults.dueDays === null ? 'no due date' : `due after ${defaults.dueDays} days`,
        ].join(', '),
      },
    });
  });
  if (!changesOpen) return ok({ changed: [] });
  const because = `${ORIGIN}${isolated(actor.name)}`;
  const changed: ChangedByDefaults[] = [];
  for (const { id: itemId, revision, changes } of (await concerned(scope, defaults)).changed.slice(0, MAX_CHANGED)) {
    const sources = Object.fromEntries(Object.keys(changes).map((field) => [field, { because }]));
    const done = await change(businessId, { itemId, revision, changes, sources });
    // What somebody changed or published meanwhile is theirs.
    if (done.ok && Object.keys(done.value.after).length > 0) {
      changed.push({ itemId, revision: done.value.revision });
    }
  }
  return ok({ changed });
}

/** Takes it back; an item that somebody has changed since stays. Gives how many are as before. */
export async function undoDefaults(
  { businessId }: PersonScope,
  changed: readonly ChangedByDefaults[],
): Promise<Result<number>> {
  let taken = 0;
  for (const { itemId, revision } of changed) {
    const before = await beforeDefaults(businessId, itemId, revision);
    if (!before) continue;
    const done = await change(businessId, { itemId, revision, changes: before, undoes: revision });
    if (done.ok && Object.keys(done.value.after).length > 0) taken += 1;
  }
  return ok(taken);
}

/** The values that defaults took the place of in this revision of an item; null where it was made by something else. */
async function beforeDefaults(businessId: string, itemId: string, revision: number): Promise<Partial<Coding> | null> {
  const events = await db.itemEvent.findMany({
    where: {
      ...{ itemId, revision, kind: 'changed', actorKind: 'SYSTEM', item: { businessId } },
      detail: { path: ['because'], string_starts_with: ORIGIN },
    },
    select: { field: true, before: true },
  });
  if (events.length === 0) return null;
  const before = z.object({ value: z.unknown() });
  return codingChangesSchema.parse(
    Object.fromEntries(events.map((event) => [event.field, before.parse(event.before).value])),
  );
}

function change(businessId: string, coding: Parameters<typeof changeCoding>[2]) {
  return db.$transaction((transaction) => changeCoding(transaction, { businessId, actor: intray }, coding));
}

async function savedDefaults(businessId: string): Promise<PublishingDefaults> {
  const { publishTo, publishAs, salesPublishTo, salesPublishAs, dueDays } = await db.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { publishTo: true, publishAs: true, salesPublishTo: true, salesPublishAs: true, dueDays: true },
  });
  return {
    COSTS: { publishTo, publishAs },
    SALES: { publishTo: salesPublishTo, publishAs: salesPublishAs },
    dueDays,
  };
}

/** The items that are open and not on their way, the newest first, and those that these defaults would change. */
async function concerned({ businessId }: PersonScope, defaults: PublishingDefaults) {
  const items = await db.item.findMany({
    where: {
      ...{ businessId, place: 'INBOX', deletedAt: null },
      publications: { none: { state: { notIn: [...pastStates] } } },
    },
    orderBy: { number: 'desc' },
    take: MAX_OPEN,
    include: withRows,
  });
  const { lists } = await loadReviewContext(db, { businessId }, idsOf(entriesOf(...items)));
  const all = items.map((item) => {
    const coding: Coding = codingOf(item, lists.rules);
    const changes = changesByDefaults(coding, item.workspace, parseProvenance(item.provenance), defaults, lists);
    return { id: item.id, number: item.number, workspace: item.workspace, revision: item.revision, coding, changes };
  });
  return { all, changed: all.filter(({ changes }) => Object.keys(changes).length > 0) };
}
