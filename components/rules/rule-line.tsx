'use client';

import type { RuleRow } from '#lib/rules/list-rules.ts';

/** What a rule asks and sets, on one line; why it does nothing, where it does nothing. */
export function RuleWords({ rule }: { rule: Pick<RuleRow, 'conditions' | 'effects' | 'troubles'> }) {
  const { conditions, effects, troubles } = rule;
  if (troubles.length > 0) return <span className="truncate text-danger-text">{troubles.join(' ')}</span>;
  return (
    <span className="truncate">
      {conditions.length > 0 && <span className="text-muted">{conditions.join(', ')} → </span>}
      {effects.map(({ label, value }) => `${label}: ${value}`).join(', ')}
    </span>
  );
}
