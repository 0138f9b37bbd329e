import { Flag } from 'lucide-react';
import type { FlagColour, ItemFlag } from '#lib/domain/flag.ts';

/** Each at least 3:1 on every ground: the marks of states, of which a flag is none. */
export const flagClasses: Record<FlagColour, string> = {
  red: 'text-danger-mark',
  orange: 'text-attention-mark',
  yellow: 'text-warning-mark',
  green: 'text-success-mark',
  blue: 'text-info-mark',
  grey: 'text-edge',
};

/** An item's flag: its colour for the eye, its name for whoever points at it or has it read aloud. */
export function FlagMark({ flag }: { flag: ItemFlag }) {
  return (
    <span title={flag.name} className={`shrink-0 self-center ${flagClasses[flag.colour]}`}>
      <Flag aria-hidden="true" size={13} fill="currentColor" />
      <span className="sr-only">Flag: {flag.name}. </span>
    </span>
  );
}
