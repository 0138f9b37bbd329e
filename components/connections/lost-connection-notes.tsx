import { Unplug } from 'lucide-react';
import { AskWhom } from '#components/ui/ask-whom.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { cx } from '#components/ui/cx.ts';
import { ButtonLink } from '#components/ui/link.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { LostConnection } from '#lib/connecting/lost-connection.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { connectionPaths } from '#lib/domain/paths.ts';

type Props = { slug: string; lost: LostConnection };

const reconnectHref = ({ slug, lost }: Props) => connectionPaths(slug).overview(lost.ledger, lost.id);

/** Above the inbox: that nothing is published now, what is safe, and the way on or whom to ask. */
export function LostConnectionBanner({ slug, lost }: Props) {
  return (
    <Banner
      tone="danger"
      title={`${isolated(lost.organisationName)} needs reconnecting`}
      action={
        lost.mayReconnect && (
          <ButtonLink size="small" href={reconnectHref({ slug, lost })}>
            Reconnect
          </ButtonLink>
        )
      }
    >
      {lost.ledgerTitle} takes nothing from Intray until then. Everything here is kept, and what waits is published
      afterwards.
      {!lost.mayReconnect && (
        <>
          {' '}
          Ask <AskWhom people={lost.askWhom} />.
        </>
      )}
    </Banner>
  );
}

/** The same in the sidebar, on every page; `wideOnly` hides the words where it is narrow. */
export function LostConnectionNote({ slug, lost, wideOnly }: Props & { wideOnly: string }) {
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
    <PageLink href={reconnectHref({ slug, lost })} title={title} className={look}>
      {content}
    </PageLink>
  ) : (
    <p title={`${title}. Ask ${names || 'an admin of the business'}`} className={look}>
      {content}
    </p>
  );
}
