import { Unplug } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import type { LostConnection } from '#lib/connecting/lost-connection.ts';
import { connectionPaths } from '#lib/domain/paths.ts';

/** That nothing is published now and what to do, in the sidebar of every page; `wideOnly` hides the words where it is narrow. */
export function LostConnectionNote({ slug, lost, wideOnly }: { slug: string; lost: LostConnection; wideOnly: string }) {
  const title = `${lost.ledgerTitle} needs reconnecting`;
  const names = lost.askWhom.map(({ name }) => name).join(' or ');
  const look =
    'mb-2 flex gap-2 rounded-md bg-danger-soft px-2 py-1.5 text-sm in-data-[sidebar=narrow]:md:justify-center';
  const content = (
    <>
      <Unplug aria-hidden="true" size={16} className="mt-0.5 shrink-0 text-danger" />
      <span className={cx('min-w-0', wideOnly)}>
        <span className="block font-medium">{title}</span>
        {lost.mayReconnect ? (
          <span className="text-accent-text underline underline-offset-2">Reconnect</span>
        ) : (
          <span className="text-muted">Ask {names || 'an admin of the business'}</span>
        )}
      </span>
    </>
  );
  return lost.mayReconnect ? (
    <PageLink href={connectionPaths(slug).overview(lost.ledger, lost.id)} title={title} className={look}>
      {content}
    </PageLink>
  ) : (
    <p title={`${title}. Ask ${names || 'an admin of the business'}`} className={look}>
      {content}
    </p>
  );
}
