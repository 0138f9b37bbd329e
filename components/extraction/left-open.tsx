import { Link } from '#components/ui/link.tsx';
import { isolated } from '#lib/domain/isolated.ts';
import { rulePaths, type Workspace, workspaces } from '#lib/domain/paths.ts';
import type { ExtractionSetting } from '#lib/extraction/settings/extraction-setting.ts';
import type { PaidByDefault } from '#lib/rules/paid-by-default.ts';

const all: Record<Workspace, string> = { COSTS: 'costs', SALES: 'sales' };

/** What items have that their documents do not say: when they are due, and whether they are paid. */
export function LeftOpen({
  slug,
  dueDays,
  paidBy,
  lately: { read, withoutDueDate },
}: {
  slug: string;
  dueDays: number | null;
  paidBy: PaidByDefault;
  lately: ExtractionSetting['lately'];
}) {
  const due = dueDays === 1 ? '1 day after its date' : `${dueDays} days after its date`;
  return (
    <section className="flex max-w-2xl flex-col gap-2 border-t pt-5">
      <h2 className="text-xs font-medium text-muted">What documents leave open</h2>
      <p>
        {dueDays === null
          ? 'An invoice without a due date has none until somebody enters it.'
          : `An invoice without a due date is due ${due}, unless its supplier has days of its own.`}{' '}
        {read > 0 && `No due date was read in ${withoutDueDate} of the ${read} documents of the last 90 days. `}
        <Link href={`/${slug}/settings/publishing`}>Default due days</Link>
      </p>
      {workspaces.map((workspace) => {
        const rule = paidBy[workspace];
        return (
          <p key={workspace}>
            {rule
              ? `All ${all[workspace]} are taken as paid by ${isolated(rule.method)}, unless a rule of their own says otherwise. `
              : `${all[workspace] === 'costs' ? 'Costs' : 'Sales'} are unpaid until something says by what they were paid. `}
            <Link href={rule ? rulePaths(slug).rule(rule.ruleId) : `${rulePaths(slug).new}?paid=${workspace}`}>
              {rule ? 'Change this rule' : `Have all ${all[workspace]} paid by…`}
            </Link>
          </p>
        );
      })}
    </section>
  );
}
