'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';

export type OrganisationOption = { organisationId: string; name: string; note: string | null };

export type ChooseOrganisationProps = {
  options: readonly OrganisationOption[];
  /** Chosen beforehand: the one whose connection is being renewed, or the only one. */
  preferred: string | null;
  /** The page that confirms, with its query begun. */
  nextHref: string;
  cancelHref: string;
};

/** Which set of books this business belongs to: always the person's own choice; of several none is suggested. */
export function ChooseOrganisation({ options, preferred, nextHref, cancelHref }: ChooseOrganisationProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState<string | null>(preferred);
  const [isMissing, setMissing] = useState(false);

  function next() {
    if (!chosen) {
      setMissing(true);
      return;
    }
    router.push(`${nextHref}&organisation=${encodeURIComponent(chosen)}`);
  }

  return (
    <div className="flex flex-col gap-6">
      <RadioGroup
        label="Organisation"
        value={chosen}
        onChange={setChosen}
        choices={options.map(({ organisationId, name, note }) => ({
          value: organisationId,
          label: name,
          ...(note && { description: note }),
        }))}
      />
      {isMissing && !chosen && (
        <p role="alert" className="text-sm text-danger">
          Choose the organisation that this business belongs to.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onPress={next}>
          Next
        </Button>
        <ButtonLink variant="quiet" href={cancelHref}>
          Cancel
        </ButtonLink>
      </div>
    </div>
  );
}
