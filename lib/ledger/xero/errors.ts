import type { LedgerDocument } from '../ledger.ts';
import type { LedgerError, LedgerReason } from '../ledger-error.ts';
import { errorsIn } from './element-errors.ts';
import { reasonOf, reasonsOf } from './messages.ts';
import { rateLimitOf } from './rate-headers.ts';

/** An answer other than 2xx, however it came. */
export type FailedAnswer = { status: number; body: unknown; headers: Record<string, string> };

export type RequestNature = {
  /** A write whose fate is unknown must never be sent again blindly. */
  isWrite: boolean;
  /** What was sent, so that a reason can be traced to its line. */
  documents?: readonly LedgerDocument[];
};

const SOON_MS = 30_000;
/** Xero asks for about five minutes after a 503. */
const OFFLINE_MS = 5 * 60_000;

/** Decides by status and type first; only a refusal's reasons are read from Xero's sentences. */
export function errorOfAnswer(answer: FailedAnswer, nature: RequestNature): LedgerError {
  const detail = detailOf(answer.body);
  switch (answer.status) {
    case 400:
      return badRequest(answer, nature);
    case 401:
      return unauthorised(detail);
    case 403:
      return {
        kind: 'authorisationLost',
        retry: 'never',
        reason: 'disconnected',
        message: 'Xero no longer gives Intray access to this organisation.',
        cause: detail,
      };
    case 404:
      return { kind: 'missing', retry: 'never', message: 'Xero does not know what was asked for.', cause: detail };
    case 413:
      return rejected([
        {
          code: 'attachmentTooLarge',
          field: null,
          line: null,
          message: 'The document is larger than Xero takes. Attach a smaller copy to the bill in Xero by hand.',
          ledgerText: detail,
        },
      ]);
    case 429:
      return rateLimitOf(answer.headers, new Date());
    case 501:
      return rejected([reasonOf(detail, null)]);
    case 503:
      return unavailable('Xero is offline at the moment. Nothing is lost.', OFFLINE_MS, detail);
    default:
      return nature.isWrite
        ? uncertain(`Xero answered with an error of its own (${answer.status}).`, detail)
        : unavailable(`Xero answered with an error of its own (${answer.status}).`, SOON_MS, detail);
  }
}

/** No answer at all, or one that cannot be read. */
export function errorOfNetwork(cause: unknown, nature: RequestNature): LedgerError {
  const neverLeft = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/.test(textOf(cause));
  if (!nature.isWrite || neverLeft) return unavailable('Xero could not be reached. Nothing is lost.', SOON_MS, cause);
  return uncertain('Xero did not answer.', cause);
}

function badRequest(answer: FailedAnswer, nature: RequestNature): LedgerError {
  const body = answer.body as { Message?: unknown; Elements?: unknown } | null;
  const text = detailOf(body);
  if (text.startsWith('Idempotency Key:')) {
    return {
      kind: 'conflict',
      retry: 'never',
      message: 'Xero saw this request before with other content.',
      cause: text,
    };
  }
  const elements = Array.isArray(body?.Elements) ? body.Elements : [];
  // Which of several documents a refused request is about is not told; they are then sent one by one.
  const document = nature.documents?.length === 1 ? (nature.documents[0] ?? null) : null;
  const reasons = reasonsOf(elements.flatMap(errorsIn), document);
  return rejected(reasons.length > 0 ? reasons : [reasonOf(text, document)]);
}

function unauthorised(detail: string): LedgerError {
  if (detail.includes('AuthorizationUnsuccessful') || detail.includes('insufficient_scope')) {
    return {
      kind: 'authorisationLost',
      retry: 'never',
      reason: 'scope',
      message: 'Xero says that the person who connected it may not do this.',
      cause: detail,
    };
  }
  return {
    kind: 'authorisationLost',
    retry: 'never',
    reason: detail.includes('TokenExpired') ? 'expired' : 'revoked',
    message: 'Xero no longer accepts the authorisation.',
    cause: detail,
  };
}

export function rejected(reasons: LedgerReason[]): LedgerError {
  return { kind: 'rejected', retry: 'never', reasons, message: reasons.map((reason) => reason.message).join(' ') };
}

function unavailable(message: string, afterMs: number, cause: unknown): LedgerError {
  return { kind: 'unavailable', retry: 'later', until: new Date(Date.now() + afterMs), message, cause };
}

export function uncertain(message: string, cause: unknown): LedgerError {
  return { kind: 'uncertain', retry: 'unknown-outcome', message, cause };
}

/** Xero says what is wrong in one of several places, or in plain text or HTML. */
function detailOf(body: unknown): string {
  if (typeof body === 'string')
    return body
      .replace(/<[^>]*>/g, ' ')
      .trim()
      .slice(0, 500);
  const { Message, Detail, Title } = (body ?? {}) as Record<string, unknown>;
  return [Message, Detail, Title].find((part): part is string => typeof part === 'string' && part !== '') ?? '';
}

function textOf(cause: unknown): string {
  if (cause instanceof Error) {
    return `${cause.message} ${'code' in cause ? String(cause.code) : ''} ${cause.cause ? textOf(cause.cause) : ''}`;
  }
  return String(cause);
}
