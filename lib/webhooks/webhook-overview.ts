import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { type LedgerName, webhooksOf } from '#lib/ledger/ledgers.ts';
import { POLL_MINUTES, TOLD_POLL_MINUTES } from '#lib/publishing/life/start-due-polls.ts';

/** How a connection hears of changes: what to set up at the ledger, what came last, and what is done without. */
export type WebhookOverview = {
  /** Where the ledger delivers to, and whether it can reach that. */
  address: string;
  isReachable: boolean;
  keySetting: string;
  hasKey: boolean;
  eventNames: readonly string[];
  setUpUrl: string;
  /** The newest delivery for any organisation; ISO instants. */
  receivedAt: string | null;
  /** The newest about this one, and of what it told. */
  told: { at: string; of: string[] } | null;
  /** A later one that was not signed with the key. */
  refusedAt: string | null;
  /** When the ledger was last asked, and how often it is. */
  polledAt: string | null;
  pollMinutes: number;
};

/** Null for a ledger that has no webhooks. */
export async function webhookOverview(connectionId: string, ledger: LedgerName): Promise<WebhookOverview | null> {
  const webhooks = webhooksOf(ledger);
  if (!webhooks) return null;
  const [state, watch] = await Promise.all([
    db.webhookState.findUnique({ where: { ledger } }),
    db.documentWatch.findUnique({ where: { connectionId } }),
  ]);
  const { keySetting, eventNames, setUpUrl } = webhooks;
  const { receivedAt = null, refusedAt = null } = state ?? {};
  const isRefused = refusedAt !== null && (receivedAt === null || refusedAt > receivedAt);
  const isTold = watch?.toldAt != null && watch.toldAt.getTime() > Date.now() - 24 * 60 * 60_000;
  return {
    address: `${env().APP_URL}/api/webhooks/${ledger}`,
    isReachable: isPublic(env().APP_URL),
    ...{ keySetting, eventNames, setUpUrl },
    hasKey: webhooks.hasKey(),
    receivedAt: receivedAt?.toISOString() ?? null,
    told: watch?.toldAt ? { at: watch.toldAt.toISOString(), of: watch.toldOf } : null,
    refusedAt: isRefused ? refusedAt.toISOString() : null,
    polledAt: watch?.polledAt?.toISOString() ?? null,
    pollMinutes: isTold ? TOLD_POLL_MINUTES : POLL_MINUTES,
  };
}

/** A ledger delivers to addresses of the internet, by https, alone. */
function isPublic(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' && hostname !== 'localhost' && !/^127\.|^\[?::1\]?$/.test(hostname);
}
