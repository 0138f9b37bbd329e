import { AskWhom } from '#components/ui/ask-whom.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import type { LostConnection } from '#lib/connecting/lost-connection.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { connectionPaths } from '#lib/domain/paths.ts';

/** Above the inbox: that nothing is published now, what is safe, and the way on or whom to ask. */
export function LostConnectionBanner({ slug, lost }: { slug: string; lost: LostConnection }) {
  return (
    <Banner
      tone="danger"
      title={`${isolated(lost.organisationName)} needs reconnecting`}
      action={
        lost.mayReconnect && (
          <ButtonLink size="small" href={connectionPaths(slug).overview(lost.ledger, lost.id)}>
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
