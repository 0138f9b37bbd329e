import { z } from 'zod';
import type { Sandbox } from '../sandbox.ts';
import { DEMO_APP } from '../seeds/demo.ts';
import { proveIntent } from '../webhooks/deliver.ts';
import { WEBHOOK_CATEGORIES, type WebhookSubscription } from '../webhooks/record.ts';
import { appOf } from './find.ts';
import { control, nothing } from './reply.ts';

export const subscriptionSchema = z
  .object({
    clientId: z.string().default(DEMO_APP.id),
    url: z.url({ protocol: /^https?$/ }),
    key: z.string().min(1),
    categories: z.array(z.enum(WEBHOOK_CATEGORIES)).default([...WEBHOOK_CATEGORIES]),
  })
  .strict();

/** Subscribes an app: asks its address for the intent to receive, and keeps the outcome. */
export async function subscribeApp(
  sandbox: Sandbox,
  { clientId, url, key, categories }: z.infer<typeof subscriptionSchema>,
): Promise<WebhookSubscription> {
  appOf(sandbox, clientId);
  const nextSequence = sandbox.webhooks.get(clientId)?.nextSequence ?? 1;
  const wanted: WebhookSubscription = {
    id: clientId,
    url,
    key,
    categories,
    status: 'OK',
    problem: undefined,
    nextSequence,
  };
  const problem = await proveIntent(wanted);
  const subscription = problem ? { ...wanted, status: 'INTENT_FAILED' as const, problem } : wanted;
  return sandbox.store.transact(() => sandbox.webhooks.put(subscription));
}

export const subscribe = control(subscriptionSchema, subscribeApp);

/** Ends a subscription, with what its app was still to be told. */
export function unsubscribeApp(sandbox: Sandbox, appId: string): void {
  sandbox.store.transact(() => {
    for (const event of sandbox.webhookEvents.find('app', appId)) sandbox.webhookEvents.delete(event.id);
    sandbox.webhooks.delete(appId);
  });
}

export const unsubscribe = control(nothing, (sandbox, _body, params) =>
  unsubscribeApp(sandbox, appOf(sandbox, params.id).id),
);
