import { toColumn } from '#lib/domain/calendar-date.ts';
import { type Rule, workspaceOfScope } from '#lib/domain/rules/rule.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/**
 * The items that a rule could be for, as far as the database can tell: it is for none beside these. What documents say, and
 * the currency of items that have none, is for the rule itself to look at.
 */
export function scopeItems({ scope, conditions, effects }: Pick<Rule, 'scope' | 'conditions' | 'effects'>) {
  const workspace = workspaceOfScope(scope) ?? conditions.workspace;
  const { amountFrom, amountTo, datedFrom, datedTo, types, ownerId } = conditions;
  const and: Prisma.ItemWhereInput[] = [
    ...(workspace ? [{ workspace }] : []),
    ...(types ? [{ type: { in: types } }] : []),
    ...(ownerId ? [{ ownerId }] : []),
    ...(amountFrom !== undefined ? [{ total: { gte: amountFrom } }] : []),
    ...(amountTo !== undefined ? [{ total: { lte: amountTo } }] : []),
    ...(datedFrom ? [{ issuedOn: { gte: toColumn(datedFrom) } }] : []),
    ...(datedTo ? [{ issuedOn: { lte: toColumn(datedTo) } }] : []),
  ];
  if (scope.kind === 'SUPPLIER' || scope.kind === 'CUSTOMER') and.push({ contactId: scope.id });
  if (scope.kind === 'MEMBER') and.push({ ownerId: scope.id });
  // A rule of a payment method is also for what other rules say was paid with it.
  if (effects.split) and.push({ total: { gt: 0 } });
  return { AND: and } satisfies Prisma.ItemWhereInput;
}
