import { createHash } from 'node:crypto';
import { bearerFailure, notAuthorised } from '../accounting/api/failures.ts';
import { BILLING_SCOPE } from '../identity/scopes.ts';
import { verifyAccessToken } from '../identity/tokens.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Answer, json, resourceNotFound } from '../server/answer.ts';
import { bearerTokenOf, type Request } from '../server/request.ts';
import type { AppSubscription } from './record.ts';

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

/** GET /appstore/2.0/subscriptions/:id: where an event about a subscription leads, with a token of the app itself. */
export async function readSubscription(
  sandbox: Sandbox,
  request: Request,
  params: Record<string, string>,
): Promise<Answer> {
  const verified = await verifyAccessToken(sandbox, bearerTokenOf(request));
  if (!('claims' in verified)) return bearerFailure(verified);
  if (!verified.claims.scopes.includes(BILLING_SCOPE)) return notAuthorised();
  const subscription = sandbox.appSubscriptions.get(params.id?.toLowerCase());
  if (subscription?.appId !== verified.claims.appId) return resourceNotFound();
  return json(subscriptionJson(sandbox, subscription));
}

function subscriptionJson(sandbox: Sandbox, { id, organisationId, plan, ...subscription }: AppSubscription) {
  const startDate = isoOf(subscription.startedAt);
  const ended = subscription.endedAt !== undefined && { endDate: isoOf(subscription.endedAt) };
  const isEnded = subscription.status === 'CANCELED';
  const periods = Math.ceil(Math.max(1, sandbox.clock.now() - subscription.startedAt) / MONTH_MS);
  const item = {
    id: idFrom(`${id} item`),
    startDate,
    ...ended,
    status: isEnded ? 'CANCELED' : 'ACTIVE',
    testMode: true,
    price: {
      id: idFrom(`${plan} price`),
      amount: 0,
      currency: sandbox.organisations.require(organisationId).baseCurrency,
    },
    product: { id: idFrom(`${plan} product`), name: plan, type: 'FIXED' },
  };
  return {
    id,
    organisationId,
    startDate,
    ...ended,
    currentPeriodEnd: isoOf(subscription.startedAt + periods * MONTH_MS),
    status: subscription.status,
    testMode: true,
    plans: [{ id: idFrom(plan), name: plan, status: isEnded ? 'CANCELED' : 'ACTIVE', subscriptionItems: [item] }],
  };
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}

/** An id that a name always has. */
export function idFrom(name: string): string {
  const hash = createHash('md5').update(name).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20)].join(
    '-',
  );
}
