import { allows } from '../../identity/scopes.ts';
import { verifyAccessToken } from '../../identity/tokens.ts';
import type { Sandbox } from '../../sandbox.ts';
import { type Answer, resourceNotFound } from '../../server/answer.ts';
import { bearerTokenOf, type Request } from '../../server/request.ts';
import { Router } from '../../server/router.ts';
import { accountRoutes } from '../accounts/endpoints.ts';
import { ATTACHMENT_SCOPES, attachmentRoutes } from '../attachments/endpoints.ts';
import { bankTransactionRoutes } from '../bank-transactions/endpoints.ts';
import { batchPaymentRoutes } from '../batch-payments/endpoints.ts';
import { contactGroupRoutes } from '../contact-groups/endpoints.ts';
import { contactRoutes } from '../contacts/endpoints.ts';
import { creditNoteRoutes } from '../credit-notes/endpoints.ts';
import { creditRoutes } from '../credits/endpoints.ts';
import { historyRoutes } from '../history/endpoints.ts';
import { invoiceRoutes } from '../invoices/endpoints.ts';
import { itemRoutes } from '../items/endpoints.ts';
import { manualJournalRoutes } from '../manual-journals/endpoints.ts';
import { organisationRoutes } from '../organisations/endpoints.ts';
import type { Role } from '../organisations/record.ts';
import { paymentRoutes } from '../payments/endpoints.ts';
import { purchaseOrderRoutes } from '../purchase-orders/endpoints.ts';
import { quoteRoutes } from '../quotes/endpoints.ts';
import { reportRoutes } from '../reports/endpoints.ts';
import { taxRateRoutes } from '../tax-rates/endpoints.ts';
import { trackingRoutes } from '../tracking/endpoints.ts';
import type { ApiCall, ApiRoute, Endpoint } from './context.ts';
import { bearerFailure, methodNotImplemented, notAuthorised, Refusal, tenantRefused } from './failures.ts';
import { fingerprintOf, idempotencyKeyOf, keepAnswer, replay } from './idempotency.ts';
import { limitsOf } from './limits.ts';
import { properlyNamed } from './query.ts';
import { inAskedFormat } from './xml.ts';

/** Every operation of the accounting API that the sandbox serves. */
export const apiRoutes: readonly ApiRoute[] = [
  ...organisationRoutes,
  ...accountRoutes,
  ...contactRoutes,
  ...contactGroupRoutes,
  ...taxRateRoutes,
  ...trackingRoutes,
  ...itemRoutes,
  ...invoiceRoutes,
  ...creditNoteRoutes,
  ...bankTransactionRoutes,
  ...creditRoutes,
  ...manualJournalRoutes,
  ...purchaseOrderRoutes,
  ...quoteRoutes,
  ...reportRoutes,
  ...paymentRoutes,
  ...batchPaymentRoutes,
  ...attachmentRoutes,
  ...historyRoutes,
];

const router = new Router<Endpoint>([...apiRoutes]);

/** Its contract has the singular; Xero, and so its clients, take the plural too. */
function find({ method, path }: Request) {
  return router.find(method, path.replace(/\/Organisations(?=\/|$)/i, '/Organisation'));
}

/** The pattern that a path belongs to, for the log. */
export function endpointOf(request: Request): string | undefined {
  const lookup = find(request);
  return lookup.found?.route.pattern.replace('/api.xro/2.0', '');
}

/**
 * Answers one call to the accounting API, in Xero's order: who, for which organisation, within which limits, then
 * what. `answerFirst` runs inside the limits, so that a delay holds a place among the five calls at once.
 */
export async function serveApi(
  sandbox: Sandbox,
  request: Request,
  answerFirst: () => Promise<Answer | undefined>,
): Promise<Answer> {
  const verified = await verifyAccessToken(sandbox, bearerTokenOf(request));
  if (!('claims' in verified)) return bearerFailure(verified);
  const { appId, userId, scopes } = verified.claims;
  const app = sandbox.apps.require(appId);
  // A custom connection has one organisation and need not name it.
  const tenantId = request.headers['xero-tenant-id']?.toLowerCase() || app.custom?.organisationId;
  const isConnected = sandbox.connections
    .find('grant', `${appId}:${userId}`)
    .some((connection) => connection.organisationId === tenantId);
  const organisation = isConnected ? sandbox.organisations.get(tenantId) : undefined;
  const role = organisation?.members.find((member) => member.userId === userId)?.role;
  if (!organisation || !role) return tenantRefused();

  const limits = limitsOf(app.tier, organisation.limits);
  const entry = sandbox.limits.enter(appId, organisation.id, limits, app.callsPerMinute);
  if ('refusal' in entry) return entry.refusal;
  try {
    const call: Omit<ApiCall, 'params' | 'now' | 'books'> = {
      sandbox,
      app,
      user: sandbox.users.require(userId),
      role,
      organisation,
      request: { ...request, query: properlyNamed(request.query) },
    };
    const answer = (await answerFirst()) ?? inAskedFormat(request, handle(call, scopes));
    return { ...answer, headers: { ...answer.headers, ...entry.headers } };
  } finally {
    entry.release();
  }
}

function handle(caller: Omit<ApiCall, 'params' | 'now' | 'books'>, scopes: string[]): Answer {
  const { sandbox, request, app, organisation } = caller;
  const lookup = find(request);
  if (!lookup.found) return lookup.pathKnown ? methodNotImplemented() : resourceNotFound();
  const { handler: endpoint } = lookup.found.route;
  const operation = request.method === 'GET' ? 'read' : 'write';
  // Files hide themselves from those who may not see them.
  if (!allows(scopes, endpoint.scopes, operation)) {
    return endpoint.scopes === ATTACHMENT_SCOPES ? resourceNotFound() : notAuthorised();
  }
  if (operation === 'write' && !mayWrite(caller.role, endpoint)) return notAuthorised();

  const call: ApiCall = {
    ...caller,
    params: lookup.found.params,
    books: sandbox.books(organisation.id),
    now: sandbox.clock.now(),
  };
  const key = idempotencyKeyOf(request);
  if (!key) return run(call, endpoint);
  const fingerprint = fingerprintOf(request);
  return (
    replay(sandbox, app.id, key, fingerprint) ??
    sandbox.store.transact(() => {
      const answer = run(call, endpoint);
      keepAnswer(sandbox, app.id, key, fingerprint, answer);
      return answer;
    })
  );
}

/** Runs a handler as one transaction. An expected refusal takes everything back and is an answer like others. */
function run(call: ApiCall, endpoint: Endpoint): Answer {
  try {
    return call.sandbox.store.transact(() => endpoint.handle(call));
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

const INVOICING = ['accounting.invoices', 'accounting.contacts', 'accounting.attachments'];

function mayWrite(role: Role, endpoint: Endpoint): boolean {
  if (role === 'READONLY') return false;
  return role !== 'INVOICEONLY' || endpoint.scopes.some((scope) => INVOICING.includes(scope));
}
