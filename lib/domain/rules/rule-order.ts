import { hasConditions, type Rule, ruleScopeKinds } from './rule.ts';

/**
 * The one order of rules, the strongest first: that of `ruleScopeKinds`; among rules of one kind those with conditions
 * before those without, since an exception stands before what is usual; then as people have ordered them; then by id, so
 * that no two are ever equal.
 */
export function compareRules(a: Rule, b: Rule): number {
  return (
    ruleScopeKinds.indexOf(a.scope.kind) - ruleScopeKinds.indexOf(b.scope.kind) ||
    Number(hasConditions(b)) - Number(hasConditions(a)) ||
    a.position - b.position ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
