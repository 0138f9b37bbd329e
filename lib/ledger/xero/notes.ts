import type { HistoryRecords } from 'xero-node';
import { ok } from '#lib/domain/result.ts';
import type { DocumentTarget, LedgerResult, StoredRequest } from '../ledger.ts';
import type { LedgerSession } from '../ledger-session.ts';
import { call } from './call.ts';
import { endpointOf } from './document-endpoints.ts';
import { assertSameBytes, fromWire, toWire } from './wire.ts';

const LONGEST_NOTE = 2_500;

export function noteBody(text: string): string {
  return toWire({ historyRecords: [{ details: text.slice(0, LONGEST_NOTE) }] }, 'HistoryRecords');
}

export async function addNote(
  session: LedgerSession,
  { kind, ledgerId }: DocumentTarget,
  { body, idempotencyKey }: StoredRequest,
): LedgerResult<void> {
  assertSameBytes(body, 'HistoryRecords');
  const answer = await call(session, { isWrite: true }, (api) =>
    endpointOf(kind).addNote(api, session.organisationId, ledgerId, fromWire<HistoryRecords>(body), idempotencyKey),
  );
  return answer.ok ? ok(undefined) : answer;
}

export async function hasNote(
  session: LedgerSession,
  { kind, ledgerId }: DocumentTarget,
  body: string,
): LedgerResult<boolean> {
  const asked = fromWire<HistoryRecords>(body).historyRecords?.[0]?.details;
  const answer = await call(session, { isWrite: false }, (api) =>
    endpointOf(kind).notes(api, session.organisationId, ledgerId),
  );
  return answer.ok ? ok((answer.value.historyRecords ?? []).some(({ details }) => details === asked)) : answer;
}
