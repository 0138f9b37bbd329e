'use client';

import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { secondsText } from '#lib/domain/extraction/reading-state.ts';
import type { ReadingView } from '#lib/inbox/item-reading.ts';

/** Above the fields: that the document is being read, why it was not, or what a person should know of it. */
export function ReadingNotice({
  reading,
  readAgain,
}: {
  reading: ReadingView;
  /** Null for who may not, or where it is too late. */
  readAgain: (() => Promise<void>) | null;
}) {
  const [isAsked, setAsked] = useState(false);
  if (reading.state === 'waiting') {
    const toGo = reading.secondsToGo === null ? '' : `, ${secondsText(reading.secondsToGo)} to go`;
    return (
      <Banner isOngoing title={`Being read${toGo}`}>
        Go on meanwhile: what you enter stays.
      </Banner>
    );
  }
  const texts = reading.failure === null ? reading.notes : [reading.failure];
  if (texts.length === 0) return null;
  return (
    <Banner
      tone="warning"
      title={reading.failure === null ? 'Look at this' : 'Not read'}
      action={
        readAgain &&
        reading.failure !== null && (
          <Button
            size="small"
            isDisabled={isAsked}
            onPress={async () => {
              setAsked(true);
              await readAgain();
              setAsked(false);
            }}
          >
            Read again
          </Button>
        )
      }
    >
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Banner>
  );
}
