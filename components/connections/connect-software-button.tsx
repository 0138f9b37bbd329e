'use client';

import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import type { Result } from '#lib/domain/result.ts';

export type ConnectSoftwareButtonProps = {
  /** Its name, as it wants the button to say it. */
  ledgerTitle: string;
  begin: () => Promise<Result<{ url: string }>>;
  cancelHref: string;
};

/** Leaves for the accounting software's own sign-in. */
export function ConnectSoftwareButton({ ledgerTitle, begin, cancelHref }: ConnectSoftwareButtonProps) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function leave() {
    setPending(true);
    setProblem(null);
    const begun = await begin();
    if (begun.ok) {
      window.location.assign(begun.value.url);
      return;
    }
    setProblem(begun.error.message);
    setPending(false);
  }

  return (
    <div className="flex flex-col gap-4">
      {problem && <Banner tone="danger">{problem}</Banner>}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" isPending={isPending} onPress={leave}>
          {`Connect to ${ledgerTitle}`}
        </Button>
        <ButtonLink variant="quiet" href={cancelHref}>
          Cancel
        </ButtonLink>
      </div>
    </div>
  );
}
