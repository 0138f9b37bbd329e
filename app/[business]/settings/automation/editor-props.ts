import { ownerChoices } from '#lib/coding/owners.ts';
import { workspaceOfScope } from '#lib/domain/rules/rule.ts';
import { entriesOfRule } from '#lib/domain/rules/rule-entries.ts';
import { loadAllChoices } from '#lib/lists/load-choices.ts';
import type { RuleDraft } from '#lib/rules/list-rules.ts';
import type { PersonScope } from '#lib/scope.ts';
import { findCategories, findContacts, findCustomers } from '../../[workspace]/item-actions.ts';
import { preview, save, set } from './actions.ts';

/** What the editor of a rule offers and does. */
export async function editorProps(scope: PersonScope, draft: RuleDraft) {
  const workspace = workspaceOfScope(draft.scope) ?? draft.conditions.workspace ?? 'COSTS';
  const named = entriesOfRule(draft);
  const idsIn = (list: string) => named.flatMap((entry) => (entry.list === list ? entry.id : []));
  const used = { accountIds: idsIn('accounts'), taxRateIds: idsIn('taxRates') };
  const [costs, sales, owners] = await Promise.all([
    loadAllChoices(scope, 'COSTS', used),
    loadAllChoices(scope, 'SALES', used),
    ownerChoices(scope),
  ]);
  return {
    choices: { COSTS: costs, SALES: sales },
    workspace,
    owners,
    save,
    preview,
    set,
    findContacts,
    findCustomers,
    findCategories,
  };
}
