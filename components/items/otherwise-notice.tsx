'use client';

import { LockChanges } from '#components/publishing/lock-changes.tsx';
import { Banner } from '#components/ui/banner.tsx';
import type { ItemView } from '#lib/inbox/get-item.ts';

/** What the business's own rules make of it when it is published, and how a lock date that is in its way came about. */
export function OtherwiseNotice({ item: { asPublished, lockLog } }: { item: ItemView }) {
  return (
    <Banner title={asPublished.length > 0 ? 'Published otherwise than it is here' : 'How the lock date changed'}>
      {asPublished.map((change) => (
        <p key={change}>{change}</p>
      ))}
      {lockLog.length > 0 && <LockChanges changes={lockLog} />}
    </Banner>
  );
}
