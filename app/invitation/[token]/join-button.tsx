'use client';

import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { failure } from '#lib/domain/result.ts';
import { joinSignedIn } from './actions.ts';

const unanswered = failure(
  'unanswered',
  'Intray did not answer, so it is not known whether you have joined. Check the connection and try again; it is never done twice.',
);

/** *Join* with the account at hand. */
export function JoinButton({ token, business }: { token: string; business: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  async function join() {
    setPending(true);
    const joined = await joinSignedIn({ token }).catch(() => unanswered);
    if (joined.ok) {
      window.location.assign(`/${joined.value.slug}`);
      return;
    }
    setProblem(joined.error.message);
    setPending(false);
  }
  return (
    <div className="mt-4 flex flex-col gap-4">
      {problem && <Banner tone="danger">{problem}</Banner>}
      <Button variant="primary" size="large" isPending={isPending} onPress={join}>
        Join {business}
      </Button>
    </div>
  );
}
