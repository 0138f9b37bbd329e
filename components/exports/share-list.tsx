'use client';

import { Link2Off } from 'lucide-react';
import { Instant } from '#components/items/instant.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { ShareRow } from '#lib/inbox/shares/list-shares.ts';

/** The links to items that open still: whom each was sent to, whether it was opened, and a way to take it back. */
export function ShareList({
  shares,
  revoke,
}: {
  shares: readonly ShareRow[];
  revoke: (input: { shareId: string }) => Promise<Result<null>>;
}) {
  async function take(shareId: string) {
    const revoked = await revoke({ shareId }).catch(offline);
    if (revoked.ok) toast({ title: 'Link revoked', description: 'Whoever has it sees nothing now.', tone: 'success' });
    else toast({ title: 'Not revoked', description: revoked.error.message, tone: 'danger' });
  }
  return (
    <section>
      <h2 className="mb-2 border-b pb-2 text-sm font-semibold">Links to items</h2>
      {shares.length === 0 ? (
        <p className="max-w-prose text-muted">
          None is open. “Send…” beside an item or a selection makes one, for somebody who has no account here.
        </p>
      ) : (
        <ul className="divide-y">
          {shares.map(({ id, title, items, toAddress, byName, createdAt, expiresAt, openedAt, openedCount }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
              <div className="min-w-0 flex-1 basis-48">
                <p className="break-words">
                  {title}
                  {items > 1 && ` and ${items - 1} more`}
                </p>
                <p className="text-xs break-words text-muted">
                  {toAddress ? `To ${toAddress}` : 'Copied'}, {byName}, <Instant at={createdAt} />
                </p>
              </div>
              <p className="text-xs text-muted">
                {openedAt ? (
                  <>
                    Opened {openedCount === 1 ? 'once' : `${openedCount} times`}, last <Instant at={openedAt} />
                  </>
                ) : (
                  'Not opened yet'
                )}
                <span className="block">
                  Until <Instant at={expiresAt} />
                </span>
              </p>
              <Button size="small" icon={<Link2Off size={13} />} onPress={() => void take(id)}>
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');
