'use client';

import { Link } from '#components/ui/link.tsx';
import type { PublishButtonProps } from './publish-button.tsx';

/** Why *Publish* of an item does nothing yet, and what to do. */
export function WhyNotPublished({
  gate,
  problems,
  connectionsHref,
}: Pick<PublishButtonProps, 'gate' | 'problems' | 'connectionsHref'>) {
  if (gate.health === 'none') {
    return (
      <>
        <p>
          Publishing needs your accounting software. Everything on this item is kept until then, and it can be exported
          and archived without.
        </p>
        <p className="mt-2">
          {connectionsHref ? (
            <Link href={connectionsHref}>Connect it in Business settings</Link>
          ) : (
            'Ask an admin of this business to connect it.'
          )}
        </p>
      </>
    );
  }
  return (
    <>
      <p className="font-medium">Before this can be published</p>
      <ul className="mt-1 list-disc space-y-0.5 pl-4">
        {[...new Set(problems.map(({ message }) => message))].map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </>
  );
}
