import { fail, ok } from '#lib/domain/result.ts';
import type {
  DocumentChange,
  DocumentInBooks,
  DocumentOutcome,
  DocumentTarget,
  LedgerResult,
  StoredRequest,
} from '../ledger.ts';
import type { LedgerSession } from '../ledger-session.ts';
import { call } from './call.ts';
import { endpointOf, type StoredDocument } from './document-endpoints.ts';
import { lifeOf } from './document-life.ts';
import { keepsNumber, stateOf, statusAfter } from './document-state.ts';
import { documentUrl } from './document-url.ts';
import { isStored, modelOf, refusalOf } from './documents.ts';
import { differencesOf, warnedOf } from './echo.ts';
import { uncertain } from './errors.ts';
import { required } from './required.ts';
import { assertSameBytes, toWire } from './wire.ts';

/** The exact body of a change. A status alone blanks nothing; lines are replaced, since they come without their ids. */
export function changeBody({ kind, ledgerId }: DocumentTarget, change: DocumentChange): string {
  const endpoint = endpointOf(kind);
  const id = endpoint.idOf(ledgerId);
  if (change.operation !== 'UPDATE') {
    return toWire(endpoint.request([{ ...id, status: statusAfter(change.operation) }]), endpoint.model);
  }
  const { invoiceNumber, creditNoteNumber, ...model } = modelOf(change.document);
  const number = keepsNumber(kind) ? {} : { invoiceNumber, creditNoteNumber };
  return toWire(endpoint.request([{ ...id, ...model, ...number }]), endpoint.model);
}

/**
 * Changes a document with POST to its own address. By Xero's rules a draft or submitted one can be deleted, an approved
 * one voided, and one with payments or credits neither; it refuses the rest with its reasons.
 */
export async function changeDocument(
  session: LedgerSession,
  target: DocumentTarget,
  change: DocumentChange,
  { body, idempotencyKey }: StoredRequest,
): LedgerResult<DocumentOutcome> {
  const endpoint = endpointOf(target.kind);
  assertSameBytes(body, endpoint.model);
  const document = change.operation === 'UPDATE' ? change.document : null;
  const answer = await call(session, { isWrite: true, documents: document ? [document] : [] }, async (api) => {
    const { response, body: stored } = await endpoint.change(
      api,
      session.organisationId,
      target.ledgerId,
      body,
      idempotencyKey,
    );
    return { response, body: required(stored[0], endpoint.model) };
  });
  if (!answer.ok) return answer;
  const stored = answer.value;
  if (!isStored(stored)) return ok({ ok: false, reasons: refusalOf(stored, document) });
  if (change.operation !== 'UPDATE' && stored.status !== statusAfter(change.operation)) {
    return fail(uncertain(`Xero left the status ${stored.status}.`, null));
  }
  const { ledgerNumber, url } = inBooks(session, target, stored);
  const differences = document ? differencesOf(document, stored) : warnedOf(stored);
  return ok({ ok: true, posted: { ledgerId: target.ledgerId, ledgerNumber, url, differences } });
}

export async function readDocument(session: LedgerSession, target: DocumentTarget): LedgerResult<DocumentInBooks> {
  const endpoint = endpointOf(target.kind);
  const answer = await call(session, { isWrite: false }, async (api) => {
    const { response, body } = await endpoint.read(api, session.organisationId, target.ledgerId);
    return { response, body: required(body[0], endpoint.model) };
  });
  return answer.ok ? ok(inBooks(session, target, answer.value)) : answer;
}

/** What Xero holds of a document, in our terms. */
export function inBooks(session: LedgerSession, target: DocumentTarget, stored: StoredDocument): DocumentInBooks {
  return {
    ledgerId: target.ledgerId,
    state: stateOf(stored),
    life: lifeOf(stored),
    changedAt: stored.changedAt ?? null,
    ledgerNumber: stored.number || null,
    url: documentUrl(session.shortCode, endpointOf(target.kind).page(target.ledgerId)),
  };
}
