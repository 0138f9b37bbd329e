import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { latestRun } from '#lib/lists/latest-run.ts';
import { refreshLists } from '#lib/lists/refresh-lists.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { SyncTrigger } from '#prisma/generated/enums.ts';
import { aBusiness, connect } from '#tests/support/connect.ts';
import { control } from '#tests/support/sandbox-control.ts';

export type Connected = { scope: PersonScope; connectionId: string; organisationId: string; name: string };

/** A business connected to an organisation of its own, as large as wished, its first refresh still waiting. */
export async function aConnectedBusiness(
  size: { contacts?: number; accounts?: number; tracking?: Record<string, string[]>; limits?: { minute: number } } = {},
): Promise<Connected> {
  const name = `Organisation ${crypto.randomUUID().slice(0, 8)}`;
  const { organisation } = await control<{ organisation: { id: string } }>('POST', '/organisations', { name, ...size });
  const scope = await aBusiness();
  const connectionId = await connect(scope, { organisations: [name] });
  return { scope, connectionId, organisationId: organisation.id, name };
}

/** Carries out a refresh as a worker does, and tells what it did. */
export async function refresh({ scope, connectionId }: Connected, trigger: SyncTrigger = 'PERSON') {
  const started = await startRefresh(
    trigger === 'SCHEDULE' ? { ...scope, actor: intray } : scope,
    connectionId,
    trigger,
  );
  if (!started.ok) throw new Error(started.error.message);
  await refreshLists(started.value.syncRunId, new AbortController().signal);
  return summary({ scope, connectionId });
}

/** The newest refresh in words: its title, and the line of each list. */
export async function summary({ scope, connectionId }: Pick<Connected, 'scope' | 'connectionId'>) {
  const run = await latestRun(scope, connectionId);
  if (!run) throw new Error('No refresh');
  return {
    title: run.summary.title,
    tone: run.summary.tone,
    detail: run.summary.detail,
    lists: Object.fromEntries(run.summary.lines.map(({ list, text }) => [list, text])),
  };
}

export type LoggedCall = { method: string; path: string; query: string; status: number };

/** The calls that were made to the organisation's books while `work` ran. */
export async function callsDuring({ organisationId }: Connected, work: () => Promise<unknown>): Promise<LoggedCall[]> {
  await control('DELETE', '/log');
  await work();
  const { calls } = await control<{ calls: LoggedCall[] }>('GET', `/log?tenantId=${organisationId}`);
  return calls;
}

/** How many rows the connection's tables hold. */
export async function countRows({ connectionId }: Connected) {
  const where = { where: { connectionId } };
  const [accounts, contacts, taxRates, categories, options, currencies, products] = await Promise.all([
    db.account.count(where),
    db.contact.count(where),
    db.taxRate.count(where),
    db.trackingCategory.count(where),
    db.trackingOption.count(where),
    db.currency.count(where),
    db.product.count(where),
  ]);
  return { accounts, contacts, taxRates, categories, options, currencies, products };
}
