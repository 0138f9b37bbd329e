'use client';

import { Columns2 } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import type { AlikeInBooksView } from '#lib/inbox/alike-in-books.ts';

/** Beside an item that the books may have already: what they have, and the way to compare the two. */
export function InBooksNotice({
  alike,
  ledgerName,
  onCompare,
}: {
  alike: AlikeInBooksView;
  ledgerName: string;
  onCompare: () => void;
}) {
  const isLikely = alike.documents[0]?.likelihood === 'likely';
  return (
    <Banner
      tone="warning"
      title={isLikely ? `${ledgerName} has this already` : `${ledgerName} may have this already`}
      action={
        <Button size="small" icon={<Columns2 size={14} />} onPress={onCompare}>
          {`Compare with ${ledgerName}`}
        </Button>
      }
    >
      {alike.message}
    </Banner>
  );
}
