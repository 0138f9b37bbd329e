import type { AccountingApi } from 'xero-node';
import { fail, ok } from '#lib/domain/result.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { noteAnswer } from '../heard-answer.ts';
import type { LedgerResult } from '../ledger.ts';
import type { CallAnswer, LedgerSession } from '../ledger-session.ts';
import { unknownUsage } from '../ledger-session.ts';
import { errorOfAnswer, errorOfNetwork, type RequestNature } from './errors.ts';
import { logCall } from './log-call.ts';
import { usageOf } from './rate-headers.ts';
import { makeAccountingApi } from './sdk.ts';

const READ_TIMEOUT_MS = 30_000;
/** Fifty bills take Xero a while, and giving up early makes an outcome uncertain. */
const WRITE_TIMEOUT_MS = 60_000;

type SdkAnswer<T> = { response: { headers: unknown; status?: number; data?: unknown }; body: T };

/** Makes one call through xero-node: its own time-out, its errors read, the calls left passed on. */
export function call<T>(
  session: LedgerSession,
  nature: RequestNature,
  send: (api: AccountingApi) => Promise<SdkAnswer<T>>,
): LedgerResult<T> {
  return session.call((accessToken) => {
    // Ends the connection too: a request given up must not reach Xero once its fate has been looked up.
    const timeout = AbortSignal.timeout(nature.isWrite ? WRITE_TIMEOUT_MS : READ_TIMEOUT_MS);
    const sent = send(makeAccountingApi(`${env().XERO_API_URL}/api.xro/2.0`, accessToken, timeout));
    return heard(sent, nature, session.organisationId);
  });
}

/** What a call came to, as the session hears it. */
async function heard<T>(
  sent: Promise<SdkAnswer<T>>,
  nature: RequestNature,
  organisationId: string,
): Promise<CallAnswer<T>> {
  try {
    const { response, body } = await sent;
    const headers = lowerCased(response.headers);
    noteAnswer({ status: response.status ?? 200, body: response.data });
    logCall({ organisationId, isWrite: nature.isWrite, status: response.status ?? 200, headers });
    return { result: ok(body), usage: usageOf(headers) };
  } catch (error) {
    const failed = failedAnswer(error);
    if (!failed) {
      log.warn({ err: error }, 'an answer of Xero that cannot be read');
      return { result: fail(errorOfNetwork(error, nature)), usage: unknownUsage };
    }
    if (failed.status === 0) {
      log.warn({ organisationId, why: String(failed.body) }, 'no answer from Xero');
      return { result: fail(errorOfNetwork(String(failed.body), nature)), usage: unknownUsage };
    }
    noteAnswer({ status: failed.status, body: failed.body });
    logCall({ organisationId, isWrite: nature.isWrite, ...failed });
    return { result: fail(errorOfAnswer(failed, nature)), usage: usageOf(failed.headers) };
  }
}

/** xero-node rejects with a JSON string. A real Error is a wrong call of ours or an answer it could not read. */
function failedAnswer(error: unknown): { status: number; body: unknown; headers: Record<string, string> } | null {
  if (typeof error !== 'string') return null;
  const { response } = JSON.parse(error) as { response: { statusCode: number; body: unknown; headers: unknown } };
  return { status: response.statusCode, body: response.body, headers: lowerCased(response.headers) };
}

/** Header names in lower case, as axios gives them. */
function lowerCased(headers: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries((headers ?? {}) as object).map(([name, value]) => [name, String(value)]));
}
