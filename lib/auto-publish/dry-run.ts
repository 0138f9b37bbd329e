import { db } from '#lib/db.ts';
import type { AutoPublishSettings } from '#lib/domain/auto-publish/auto-publish-settings.ts';
import { type Guard, guards } from '#lib/domain/auto-publish/guard-names.ts';
import { fromColumn } from '#lib/domain/calendar-date.ts';
import { padded } from '#lib/domain/money.ts';
import { inForm } from '#lib/domain/number-form.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { capitalised } from '#lib/domain/words.ts';
import { loadBase } from '#lib/lists/load-lists.ts';
import { type StoredRuleItem, withRuleParts } from '#lib/rules/rule-items.ts';
import { loadStoredRules } from '#lib/rules/stored-rules.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { judgeItems } from './judge-items.ts';

export const DRY_RUN_DAYS = 90;
/** Items that are looked at, the newest. */
const MAX_LOOKED_AT = 2_000;
const BATCH = 250;
const MAX_SHOWN = 200;

export type DryRunItem = {
  number: number;
  workspace: Workspace;
  contact: string | null;
  issuedOn: string | null;
  total: string | null;
  currency: string | null;
  /** In the inbox and ready: what is said of it would happen now. */
  isOpen: boolean;
  isHeld: boolean;
  /** What held it back, or what would have had it published. */
  texts: string[];
};

/** What would have been published by itself of what arrived in the last 90 days. */
export type DryRun = {
  lookedAt: number;
  isCut: boolean;
  would: number;
  held: number;
  never: number;
  /** Of those that would have been: a person changed something of them before publishing. */
  corrected: number;
  /** Of those: ready in the inbox now. */
  open: number;
  byGuard: { guard: Guard; count: number }[];
  items: DryRunItem[];
};

/**
 * Judges what was published of the last 90 days and what is ready now, each by what had come before it, with the guards that
 * hold at publishing. Nothing is published or changed.
 */
export async function dryRun(scope: BusinessScope, settings: AutoPublishSettings): Promise<DryRun> {
  const { businessId, numbers = 'commaPoint' } = scope;
  const rules = (await loadStoredRules(db, businessId)).filter(({ isOn }) => isOn);
  const { baseCurrency } = await loadBase(db, businessId);
  const since = new Date(Date.now() - DRY_RUN_DAYS * 24 * 60 * 60_000);
  const counts = new Map<Guard, number>();
  const run: DryRun = {
    ...{ lookedAt: 0, isCut: false, would: 0, held: 0, never: 0, corrected: 0, open: 0 },
    ...{ byGuard: [], items: [] },
  };
  const gone: string[] = [];
  for (let before: number | null = null; run.lookedAt < MAX_LOOKED_AT; ) {
    const items: StoredRuleItem[] = await db.item.findMany({
      where: {
        ...{ businessId, deletedAt: null, place: { in: ['INBOX', 'ARCHIVE'] }, status: { in: ['READY', 'PUBLISHED'] } },
        createdAt: { gte: since },
        ...(before !== null && { number: { lt: before } }),
      },
      orderBy: { number: 'desc' },
      take: BATCH,
      include: withRuleParts,
    });
    const judged = await judgeItems(db, businessId, items, { settings, rules, asOf: 'then' });
    const names = await contactNames(businessId, items);
    for (const item of items) {
      const judgement = judged.get(item.id);
      if (!judgement) continue;
      const { publishes, held, because } = judgement;
      const isOpen = item.status === 'READY';
      if (!publishes) {
        run.never++;
        continue;
      }
      for (const guard of new Set(held.map((each) => each.guard))) counts.set(guard, (counts.get(guard) ?? 0) + 1);
      if (held.length > 0) run.held++;
      else {
        run.would++;
        if (isOpen) run.open++;
        else gone.push(item.id);
      }
      if (run.items.length >= MAX_SHOWN) continue;
      run.items.push({
        ...{ number: item.number, workspace: item.workspace, contact: names.get(item.contactId ?? '') ?? null },
        issuedOn: fromColumn(item.issuedOn),
        total: item.total && padded(String(item.total), 2),
        currency: item.currency ?? baseCurrency,
        ...{ isOpen, isHeld: held.length > 0 },
        texts: (held.length > 0 ? held.map(({ text }) => text) : [capitalised(because)]).map((text) =>
          inForm(text, numbers),
        ),
      });
    }
    run.lookedAt += items.length;
    before = items.at(-1)?.number ?? 0;
    if (items.length < BATCH) return ended(run, counts, await countCorrected(gone));
  }
  return ended({ ...run, isCut: true }, counts, await countCorrected(gone));
}

const ended = (run: DryRun, counts: ReadonlyMap<Guard, number>, corrected: number): DryRun => ({
  ...run,
  corrected,
  byGuard: guards.flatMap((guard) => {
    const count = counts.get(guard);
    return count === undefined ? [] : [{ guard, count }];
  }),
});

async function contactNames(businessId: string, items: readonly StoredRuleItem[]): Promise<Map<string, string>> {
  const contacts = await db.contact.findMany({
    where: { businessId, id: { in: items.flatMap(({ contactId }) => contactId ?? []) } },
    select: { id: true, name: true },
  });
  return new Map(contacts.map(({ id, name }) => [id, name]));
}

/** Those in which a person changed a value before they were published. */
async function countCorrected(itemIds: readonly string[]): Promise<number> {
  if (itemIds.length === 0) return 0;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT e."itemId")::int AS "count" FROM "ItemEvent" AS e
     WHERE e."itemId" = ANY(${[...itemIds]}::uuid[]) AND e."kind" = 'changed' AND e."actorKind" = 'PERSON'
       AND e."field" IN ('contactId', 'total', 'issuedOn', 'accountId', 'taxRateId', 'currency')
       AND e."at" < (SELECT min(p."requestedAt") FROM "Publication" AS p WHERE p."itemId" = e."itemId")`;
  return row?.count ?? 0;
}
