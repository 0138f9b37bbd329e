import { z } from 'zod';
import { fail, ok } from '#lib/domain/result.ts';
import { env } from '#lib/env.ts';
import type { LedgerResult, OrganisationLink } from '../ledger.ts';
import { errorOfAnswer, errorOfNetwork } from './errors.ts';
import { logCall } from './log-call.ts';

const TIMEOUT_MS = 15_000;

const connections = z.array(
  z.object({
    id: z.string(),
    authEventId: z.string().nullish(),
    tenantId: z.string(),
    tenantType: z.string(),
    tenantName: z.string().nullish(),
  }),
);

/** The organisations that a consent reaches; Xero's other tenants (practices) are left out. */
export async function readLinks(accessToken: string): LedgerResult<OrganisationLink[]> {
  const answer = await request('GET', '/connections', accessToken);
  if (!answer.ok) return answer;
  const parsed = connections.safeParse(answer.value);
  if (!parsed.success) {
    return fail(errorOfNetwork(parsed.error, { isWrite: false }));
  }
  return ok(
    parsed.data
      .filter((connection) => connection.tenantType === 'ORGANISATION')
      .map((connection) => ({
        ledgerConnectionId: connection.id,
        organisationId: connection.tenantId,
        name: connection.tenantName ?? connection.tenantId,
        authEventId: connection.authEventId ?? null,
      })),
  );
}

/** Ends one link and leaves the consent's others alone, which revoking its token would not. */
export async function deleteLink(accessToken: string, ledgerConnectionId: string): LedgerResult<void> {
  const answer = await request('DELETE', `/connections/${encodeURIComponent(ledgerConnectionId)}`, accessToken);
  return answer.ok ? ok(undefined) : answer;
}

async function request(method: 'GET' | 'DELETE', path: string, accessToken: string): LedgerResult<unknown> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(`${env().XERO_API_URL}${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    body = await response.text();
  } catch (error) {
    return fail(errorOfNetwork(error, { isWrite: false }));
  }
  const headers = Object.fromEntries(response.headers);
  logCall({ isWrite: method === 'DELETE', status: response.status, headers });
  if (response.ok) return ok(body === '' ? null : parseOr(body, null));
  return fail(errorOfAnswer({ status: response.status, body: parseOr(body, body), headers }, { isWrite: false }));
}

function parseOr<T>(text: string, fallback: T): unknown | T {
  try {
    return JSON.parse(text);
  } catch {
    return fallback;
  }
}
