import { z } from 'zod';
import { SUBSCRIPTION_STATUSES } from '../app-store/record.ts';
import { subscribe, subscriptionOf } from '../app-store/subscribe.ts';
import { DEMO_APP } from '../seeds/demo.ts';
import { appOf, organisationOf } from './find.ts';
import { ControlProblem, control } from './reply.ts';

/**
 * An organisation takes a plan of an app in the App Store, changes it, or ends it. Another plan does not pay what is due;
 * one that was cancelled begins again.
 */
export const subscribeOrganisation = control(
  z
    .object({
      clientId: z.string().default(DEMO_APP.id),
      organisation: z.string(),
      plan: z.string().min(1).optional(),
      status: z.enum(SUBSCRIPTION_STATUSES).optional(),
    })
    .strict(),
  (sandbox, { clientId, organisation, ...changes }) => {
    const [app, subscriber] = [appOf(sandbox, clientId), organisationOf(sandbox, organisation)];
    const before = subscriptionOf(sandbox, app, subscriber);
    if (!before && changes.status === 'CANCELED') {
      throw new ControlProblem(404, `${subscriber.name} has no subscription to ${app.id}.`);
    }
    const status = changes.status ?? (before?.status === 'PAST_DUE' ? before.status : 'ACTIVE');
    return sandbox.store.transact(() => subscribe(sandbox, app, subscriber, { ...changes, status }));
  },
);
