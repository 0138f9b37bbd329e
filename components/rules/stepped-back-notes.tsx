import { Fragment, useTransition } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { itemPath } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { SteppedBackPart } from '#lib/rules/list-rules.ts';
import type { RuleChange } from '#lib/rules/save-rule.ts';

export type SetRules = (input: { ruleIds: string[]; change: RuleChange }) => Promise<Result<number>>;

/** On the page of a rule: of what it says nothing any more, the items in which people chose otherwise, and the way back. */
export function SteppedBackNotes({
  slug,
  ruleId,
  parts,
  set,
}: {
  slug: string;
  ruleId: string;
  parts: readonly SteppedBackPart[];
  set: SetRules;
}) {
  const [isPending, start] = useTransition();
  const again = () =>
    start(async () => {
      const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done.');
      const answer = await set({ ruleIds: [ruleId], change: 'resume' }).catch(offline);
      if (!answer.ok) toast({ title: 'Nothing was changed', description: answer.error.message, tone: 'danger' });
    });
  return (
    <Banner
      tone="warning"
      title={`This rule has stepped back from ${parts.map(({ label }) => label).join(', ')}`}
      action={
        <Button size="small" isPending={isPending} onPress={again}>
          Let it act again
        </Button>
      }
    >
      {parts.map(({ label, items }) => (
        <p key={label}>
          {label}: people chose otherwise in the last items that it coded,{' '}
          {items.map(({ number, workspace }, index) => (
            <Fragment key={number}>
              {index > 0 && ', '}
              <Link href={itemPath(slug, workspace, number)} className="inline-block min-h-6 content-center">
                #{number}
              </Link>
            </Fragment>
          ))}
          .
        </p>
      ))}
      <p>Other rules and earlier items decide there now. Saving the rule has it act in full again.</p>
    </Banner>
  );
}
