'use client';

import { useId } from 'react';
import { Initials } from '#components/ui/name-tile.tsx';
import { PlainButton } from '#components/ui/plain-button.tsx';

export type DemoSignIn = { name: string; email: string; password: string; role: string };

/** In sandbox mode: who there is to be. Choosing one fills the form. */
export function DemoSignIns({
  people,
  onChoose,
}: {
  people: readonly DemoSignIn[];
  onChoose: (person: DemoSignIn) => void;
}) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="text-sm">
        Demo sign-ins
      </h2>
      <p className="mt-0.5 text-sm text-muted">
        Choose who to be. The password of all is{' '}
        <code className="font-mono text-xs text-text select-all">{people[0]?.password}</code>.
      </p>
      <ul className="mt-3 divide-y overflow-hidden rounded-lg border bg-surface">
        {people.map((person) => (
          <li key={person.email}>
            <PlainButton
              onPress={() => onChoose(person)}
              className="flex w-full items-center gap-3 px-3 py-2 text-left outline-offset-[-2px] transition-colors hover:bg-hover active:bg-pressed"
            >
              <Initials name={person.name} isRound />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm font-medium">{person.name}</span>
                <span className="block truncate text-xs text-muted">{person.email}</span>
              </span>
              <span className="text-sm text-muted">{person.role}</span>
            </PlainButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
