import { bearerFailure } from '../accounting/api/failures.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Answer, empty, json, resourceNotFound } from '../server/answer.ts';
import { bearerTokenOf, type Request } from '../server/request.ts';
import type { Connection } from './records.ts';
import { revokeRefreshTokens } from './token-endpoint.ts';
import { type AccessClaims, verifyAccessToken } from './tokens.ts';

/** GET /connections[?authEventId=] */
export async function listConnections(sandbox: Sandbox, request: Request): Promise<Answer> {
  const caller = await callerOf(sandbox, request);
  if (!('claims' in caller)) return caller.refusal;
  const authEventId = request.query.get('authEventId');
  const connections = sandbox.connections
    .find('grant', `${caller.claims.appId}:${caller.claims.userId}`)
    .filter((connection) => !authEventId || connection.authEventId === authEventId);
  return json(
    connections.map((connection) => connectionJson(sandbox, connection)),
    200,
    appHeaders(sandbox, caller.claims.appId),
  );
}

/** DELETE /connections/:id. Without its last connection, the refresh tokens of the grant end too. */
export async function deleteConnection(
  sandbox: Sandbox,
  request: Request,
  params: Record<string, string>,
): Promise<Answer> {
  const caller = await callerOf(sandbox, request);
  if (!('claims' in caller)) return caller.refusal;
  const { appId, userId } = caller.claims;
  const connection = sandbox.connections.get(params.id);
  if (connection?.appId !== appId || connection.userId !== userId) return resourceNotFound();
  disconnect(sandbox, connection);
  return empty(204, appHeaders(sandbox, appId));
}

/** Removes one connection, as DELETE /connections/{id} and as the website's button do. */
export function disconnect(sandbox: Sandbox, connection: Connection): void {
  const { appId, userId } = connection;
  sandbox.store.transact(() => {
    sandbox.connections.delete(connection.id);
    if (sandbox.connections.find('grant', `${appId}:${userId}`).length === 0)
      revokeRefreshTokens(sandbox, appId, userId);
  });
}

async function callerOf(sandbox: Sandbox, request: Request): Promise<{ claims: AccessClaims } | { refusal: Answer }> {
  const verified = await verifyAccessToken(sandbox, bearerTokenOf(request));
  if ('claims' in verified) {
    sandbox.limits.countForApp(verified.claims.appId);
    return verified;
  }
  return { refusal: bearerFailure(verified) };
}

function connectionJson(sandbox: Sandbox, connection: Connection) {
  return {
    id: connection.id,
    authEventId: connection.authEventId,
    tenantId: connection.organisationId,
    tenantType: 'ORGANISATION',
    tenantName: sandbox.organisations.require(connection.organisationId).name,
    createdDateUtc: sevenDecimals(connection.createdAt),
    updatedDateUtc: sevenDecimals(connection.updatedAt),
  };
}

/** As .NET writes an instant: `2019-07-09T23:40:30.1833130`, without a zone. */
function sevenDecimals(instant: number): string {
  return new Date(instant).toISOString().replace('Z', '0000');
}

function appHeaders(sandbox: Sandbox, appId: string): Record<string, string> {
  return sandbox.limits.appHeaders(appId, sandbox.apps.require(appId).callsPerMinute);
}
