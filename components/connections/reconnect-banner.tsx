import { Banner } from '#components/ui/banner.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import type { ConnectionOverview } from '#lib/connecting/connection-overview.ts';
import { isolated } from '#lib/domain/isolated.ts';

/** The connection no longer works: why, what is safe, and the way on. */
export function ReconnectBanner({ overview, reconnectHref }: { overview: ConnectionOverview; reconnectHref: string }) {
  const { organisationName, reason, waiting } = overview;
  return (
    <Banner
      tone="danger"
      title={`${isolated(organisationName)} needs reconnecting`}
      action={
        <ButtonLink size="small" href={reconnectHref}>
          Reconnect
        </ButtonLink>
      }
    >
      {reason} Everything here is kept
      {waiting > 0
        ? `, and ${waiting === 1 ? 'one item that waits will be published by itself' : `${waiting} items that wait will be published by themselves`} once it works again`
        : ''}
      .
    </Banner>
  );
}
