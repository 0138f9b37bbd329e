import type { Organisation } from '../accounting/organisations/record.ts';
import type { App } from '../identity/records.ts';
import type { Sandbox } from '../sandbox.ts';
import type { AppSubscription, SubscriptionStatus } from './record.ts';

/** What an organisation pays an app for, or once did. */
export function subscriptionOf(sandbox: Sandbox, app: App, organisation: Organisation): AppSubscription | undefined {
  return sandbox.appSubscriptions.find('organisation', organisation.id).find((one) => one.appId === app.id);
}

/** Subscribes an organisation to an app, or changes the plan or status of what it has. Needs an open transaction. */
export function subscribe(
  sandbox: Sandbox,
  app: App,
  organisation: Organisation,
  changes: { plan?: string | undefined; status?: SubscriptionStatus | undefined },
): AppSubscription {
  const now = sandbox.clock.now();
  const before = subscriptionOf(sandbox, app, organisation);
  const status = changes.status ?? 'ACTIVE';
  return sandbox.appSubscriptions.put({
    id: before?.id ?? crypto.randomUUID(),
    appId: app.id,
    organisationId: organisation.id,
    plan: changes.plan || before?.plan || 'Standard',
    status,
    startedAt: before?.startedAt ?? now,
    endedAt: status === 'CANCELED' ? (before?.endedAt ?? now) : undefined,
    // Two changes within a millisecond are two: apps are told of what has an instant of its own.
    updatedAt: Math.max(now, (before?.updatedAt ?? 0) + 1),
  });
}
