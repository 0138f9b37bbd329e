import { get, type HandlerRoute, post } from '../server/handler.ts';
import { deleteApp, patchApp, postApp } from './apps.ts';
import { bookRoutes } from './books.ts';
import { readLog } from './log.ts';
import { addFault, advanceClock, readClock, removeFault, resetAll } from './machine.ts';
import { changeOrganisation, createOrganisation, describe, setMember } from './organisations.ts';
import { disconnectOrganisation, expireAccessTokens, issueTokens, revokeGrants } from './people.ts';
import { control, nothing } from './reply.ts';
import { subscribeOrganisation } from './subscriptions.ts';
import { subscribe, unsubscribe } from './webhooks.ts';

/** The control API: what tests and scripts do to the sandbox from outside. JSON in and out, no sign-in. */
export const controlRoutes: HandlerRoute[] = [
  get('/sandbox/api', describe),
  post('/sandbox/api/reset', resetAll),

  get('/sandbox/api/clock', readClock),
  post('/sandbox/api/clock', advanceClock),

  get(
    '/sandbox/api/faults',
    control(nothing, (sandbox) => ({ faults: sandbox.faults.list() })),
  ),
  post('/sandbox/api/faults', addFault),
  { method: 'DELETE', pattern: '/sandbox/api/faults', handler: control(nothing, (sandbox) => sandbox.faults.clear()) },
  {
    method: 'DELETE',
    pattern: '/sandbox/api/faults/:id',
    handler: removeFault,
  },

  get('/sandbox/api/log', readLog),
  get(
    '/sandbox/api/log/counts',
    control(nothing, (sandbox) => {
      const day = new Date(sandbox.clock.now()).toISOString().slice(0, 10);
      return { day, counts: sandbox.log.countsOn(day) };
    }),
  ),
  { method: 'DELETE', pattern: '/sandbox/api/log', handler: control(nothing, (sandbox) => sandbox.log.clear()) },

  post('/sandbox/api/apps', postApp),
  { method: 'PATCH', pattern: '/sandbox/api/apps/:id', handler: patchApp },
  { method: 'DELETE', pattern: '/sandbox/api/apps/:id', handler: deleteApp },
  post('/sandbox/api/webhooks', subscribe),
  { method: 'DELETE', pattern: '/sandbox/api/webhooks/:id', handler: unsubscribe },
  get(
    '/sandbox/api/webhooks',
    control(nothing, (sandbox) => ({ webhooks: sandbox.webhooks.all(), waiting: sandbox.webhookEvents.all() })),
  ),
  post('/sandbox/api/subscriptions', subscribeOrganisation),
  post('/sandbox/api/tokens', issueTokens),
  post('/sandbox/api/expire-access-tokens', expireAccessTokens),
  post('/sandbox/api/revoke-grants', revokeGrants),
  post('/sandbox/api/disconnect', disconnectOrganisation),

  post('/sandbox/api/organisations', createOrganisation),
  { method: 'PATCH', pattern: '/sandbox/api/organisations/:organisation', handler: changeOrganisation },
  post('/sandbox/api/organisations/:organisation/members', setMember),
  ...bookRoutes,
];
