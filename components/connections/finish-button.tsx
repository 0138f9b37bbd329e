'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import type { Result } from '#lib/domain/result.ts';

export type FinishButtonProps = {
  finish: (choice: { attemptId: string; organisationId: string; movesFromOther: boolean }) => Promise<Result<unknown>>;
  attemptId: string;
  organisationId: string;
  /** Said beside a box that has to be ticked first, when another business loses the organisation. */
  moveWarning: string | null;
  doneHref: string;
  backHref: string;
};

/** The last step: what has been confirmed is done. */
export function FinishButton({ finish, moveWarning, doneHref, backHref, ...choice }: FinishButtonProps) {
  const router = useRouter();
  const [isPending, setPending] = useState(false);
  const [moves, setMoves] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function confirm() {
    setPending(true);
    setProblem(null);
    const done = await finish({ ...choice, movesFromOther: moves });
    if (done.ok) {
      router.push(doneHref);
      return;
    }
    setProblem(done.error.message);
    setPending(false);
  }

  return (
    <div className="flex flex-col gap-4">
      {moveWarning && (
        <Checkbox isSelected={moves} onChange={setMoves}>
          {moveWarning}
        </Checkbox>
      )}
      {problem && <Banner tone="danger">{problem}</Banner>}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" isPending={isPending} isDisabled={moveWarning !== null && !moves} onPress={confirm}>
          Finish
        </Button>
        <ButtonLink variant="quiet" href={backHref}>
          Back
        </ButtonLink>
      </div>
    </div>
  );
}
