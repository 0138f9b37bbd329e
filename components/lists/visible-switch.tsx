'use client';

import { Switch } from '#components/ui/switch.tsx';
import type { Visibility } from './use-visibility.ts';

/** Whether pickers offer the entry. Takes effect at once, and goes back if it could not be saved. */
export function VisibleSwitch({
  entry,
  visibility,
}: {
  entry: { id: string; name: string; isVisible: boolean };
  visibility: Visibility;
}) {
  return (
    <Switch
      isSelected={visibility.of(entry)}
      onChange={(isVisible) => void visibility.change(entry, isVisible)}
      isDisabled={!visibility.mayChange}
      isLabelHidden
      // As high as a finger wants, in a card that is not.
      className="pointer-coarse:-my-3"
    >
      {entry.name} is offered when coding
    </Switch>
  );
}
