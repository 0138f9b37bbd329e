'use client';

import { StatusBadge } from '#components/ui/status-badge.tsx';
import type { RuleRow } from '#lib/rules/list-rules.ts';

/** What a rule asks and sets, on one line; why it does nothing, where it does nothing. */
export function RuleWords({
  rule: { conditions, effects, troubles, steppedBack = [] },
}: {
  rule: Pick<RuleRow, 'conditions' | 'effects'> & Partial<Pick<RuleRow, 'troubles' | 'steppedBack'>>;
}) {
  if (troubles && troubles.length > 0) return <span className="truncate text-danger">{troubles.join(' ')}</span>;
  return (
    <span className="truncate">
      {conditions.length > 0 && <span className="text-muted">{conditions.join(', ')} → </span>}
      {effects.map(({ label, value }, index) => (
        <span key={label}>
          {index > 0 && ', '}
          {steppedBack.includes(label) ? (
            <del className="text-muted">{`${label}: ${value}`}</del>
          ) : (
            `${label}: ${value}`
          )}
        </span>
      ))}
    </span>
  );
}

/** What keeps a rule from acting, where something does. */
export function RuleStatus({ rule: { isOn, troubles, steppedBack } }: { rule: RuleRow }) {
  if (troubles.length > 0) return <StatusBadge tone="danger" text="Broken" />;
  if (!isOn) return <StatusBadge tone="neutral" text="Off" />;
  return steppedBack.length > 0 && <StatusBadge tone="warning" text="Stepped back" />;
}
