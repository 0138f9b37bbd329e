import { get, type HandlerRoute, post } from '../server/handler.ts';
import { bookRoutes } from './books.ts';
import { addFault, advanceClock, readClock, resetAll } from './machine.ts';
import { changeOrganisation, createOrganisation, describe, setMember } from './organisations.ts';
import { disconnectOrganisation, expireAccessTokens, issueTokens, registerApp, revokeGrants } from './people.ts';
import { control, nothing } from './reply.ts';
import { subscribe } from './webhooks.ts';

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
    handler: control(nothing, (sandbox, _body, params) => sandbox.faults.remove(params.id ?? '')),
  },

  get(
    '/sandbox/api/log',
    control(nothing, (sandbox, _body, _params, request) => {
      const wanted = (name: string) => request.query.get(name)?.toLowerCase() ?? '';
      const calls = sandbox.log.list(
        (call) =>
          call.method.toLowerCase().includes(wanted('method')) &&
          call.path.toLowerCase().includes(wanted('path')) &&
          (call.tenantId ?? '').includes(wanted('tenantId')) &&
          call.id > Number(request.query.get('after') ?? 0),
      );
      return { count: calls.length, calls };
    }),
  ),
  get(
    '/sandbox/api/log/counts',
    control(nothing, (sandbox) => {
      const day = new Date(sandbox.clock.now()).toISOString().slice(0, 10);
      return { day, counts: sandbox.log.countsOn(day) };
    }),
  ),
  { method: 'DELETE', pattern: '/sandbox/api/log', handler: control(nothing, (sandbox) => sandbox.log.clear()) },

  post('/sandbox/api/apps', registerApp),
  post('/sandbox/api/webhooks', subscribe),
  get(
    '/sandbox/api/webhooks',
    control(nothing, (sandbox) => ({ webhooks: sandbox.webhooks.all(), waiting: sandbox.webhookEvents.all() })),
  ),
  post('/sandbox/api/tokens', issueTokens),
  post('/sandbox/api/expire-access-tokens', expireAccessTokens),
  post('/sandbox/api/revoke-grants', revokeGrants),
  post('/sandbox/api/disconnect', disconnectOrganisation),

  post('/sandbox/api/organisations', createOrganisation),
  { method: 'PATCH', pattern: '/sandbox/api/organisations/:organisation', handler: changeOrganisation },
  post('/sandbox/api/organisations/:organisation/members', setMember),
  ...bookRoutes,
];
