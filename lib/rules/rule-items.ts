import { codingOf, entriesOf } from '#lib/coding/coding-columns.ts';
import type { Db } from '#lib/db.ts';
import { idsOf, type ListEntry } from '#lib/domain/coding/list-entry.ts';
import { parseProvenance } from '#lib/domain/coding/provenance.ts';
import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import type { RuleItem } from '#lib/domain/rules/rule-match.ts';
import { loadReviewContext, type ReviewContext } from '#lib/lists/review-context.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** What a query has to include for `ruleItemOf`. */
export const withRuleParts = {
  lines: { orderBy: { position: 'asc' } },
  payments: { orderBy: { position: 'asc' } },
  documents: {
    orderBy: { position: 'asc' },
    select: { document: { select: { fileName: true, readText: true } } },
  },
} as const satisfies Prisma.ItemInclude;

export type StoredRuleItem = Prisma.ItemGetPayload<{ include: typeof withRuleParts }>;

/** An item as rules see it. The only place where the words of documents come to the rules. */
export function ruleItemOf(item: StoredRuleItem, rules: Pick<LedgerRules, 'amountDigits'>): RuleItem {
  return {
    workspace: item.workspace,
    coding: codingOf(item, rules),
    sources: parseProvenance(item.provenance),
    rowSources: new Map(
      [...item.lines, ...item.payments].map(({ id, provenance }) => [id, parseProvenance(provenance)]),
    ),
    texts: item.documents.flatMap(({ document }) => [document.fileName, document.readText].filter(Boolean)),
  };
}

/** What items and rules are judged in: all that either names. */
export function loadRuleContext(
  db: Db,
  businessId: string,
  items: readonly StoredRuleItem[],
  named: readonly ListEntry[],
): Promise<ReviewContext> {
  return loadReviewContext(db, { businessId }, { ...idsOf([...entriesOf(...items), ...named]), accountIds: undefined });
}
