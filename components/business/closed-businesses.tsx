'use client';

import { useState } from 'react';
import { ConfirmWithPassword } from '#components/account/confirm-with-password.tsx';
import { Instant } from '#components/items/instant.tsx';
import { Button } from '#components/ui/button.tsx';
import { isolated } from '#lib/domain/isolated.ts';
import type { Result } from '#lib/domain/result.ts';
import type { ClosedBusiness } from '#lib/team/closing/reopen-business.ts';

export type ClosedBusinessesProps = {
  businesses: readonly ClosedBusiness[];
  asksPassword: boolean;
  openAgain: (input: { businessId: string; present: string }) => Promise<Result<{ slug: string }>>;
};

/** Who closed each, until when it is kept, and the way back for whoever may. */
export function ClosedBusinesses({ businesses, asksPassword, openAgain }: ClosedBusinessesProps) {
  const [asked, setAsked] = useState<ClosedBusiness | null>(null);
  return (
    <>
      <ul className="max-w-2xl divide-y border-y">
        {businesses.map((business) => (
          <li key={business.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <div className="min-w-48 flex-1">
              <p className="font-medium break-words">
                <bdi>{business.name}</bdi>
              </p>
              <p className="text-sm text-muted">
                Closed by <bdi>{business.closedByName}</bdi>, <Instant at={business.closedAt.toISOString()} />.
                Everything in it is deleted after <Instant at={business.deleteAt.toISOString()} />.
              </p>
              {!business.mayReopen && (
                <p className="text-sm text-muted">
                  Until then <bdi>{business.closedByName}</bdi> can open it again.
                </p>
              )}
            </div>
            {business.mayReopen && <Button onPress={() => setAsked(business)}>Open again</Button>}
          </li>
        ))}
      </ul>
      {asked && (
        <ConfirmWithPassword
          title={`Open ${isolated(asked.name)} again?`}
          confirmLabel="Open again"
          isDanger={false}
          asksPassword={asksPassword}
          run={async (present) => {
            const opened = await openAgain({ businessId: asked.id, present });
            // By a whole load, so that the lists of businesses know of it too.
            if (opened.ok) window.location.assign(`/${opened.value.slug}`);
            return opened;
          }}
          onDone={() => undefined}
          close={() => setAsked(null)}
        >
          <p>
            All members can work in it as before. Connect it to the accounting software anew before anything is
            published; invitations that were open have to be sent again.
          </p>
        </ConfirmWithPassword>
      )}
    </>
  );
}
