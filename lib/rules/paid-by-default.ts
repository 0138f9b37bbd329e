import { db } from '#lib/db.ts';
import { type Workspace, workspaces } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { loadStoredRules } from './stored-rules.ts';

/** By which payment method the items of a workspace are paid unless something else is said, and the rule that says so. */
export type PaidByDefault = Record<Workspace, { ruleId: string; method: string } | null>;

/** The rules for all items that ask nothing else and have them paid: what a default of paid is. */
export async function paidByDefault({ businessId }: BusinessScope): Promise<PaidByDefault> {
  const rules = (await loadStoredRules(db, businessId)).filter(
    ({ isOn, scope, effects, conditions }) =>
      isOn &&
      scope.kind === 'BUSINESS' &&
      effects.paidWith !== undefined &&
      Object.keys(conditions).every((name) => name === 'workspace'),
  );
  const methods = await db.paymentMethod.findMany({
    where: { businessId, id: { in: rules.flatMap(({ effects }) => effects.paidWith ?? []) } },
    select: { id: true, name: true },
  });
  const of = (workspace: Workspace) => {
    const rule = rules.find(({ conditions }) => (conditions.workspace ?? workspace) === workspace);
    const method = methods.find(({ id }) => id === rule?.effects.paidWith);
    return rule && method ? { ruleId: rule.id, method: method.name } : null;
  };
  return Object.fromEntries(workspaces.map((workspace) => [workspace, of(workspace)])) as PaidByDefault;
}
