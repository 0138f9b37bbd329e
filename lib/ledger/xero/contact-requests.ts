import type { Contacts } from 'xero-node';
import { fail, ok } from '#lib/domain/result.ts';
import { comparable } from '#lib/domain/text.ts';
import type { LedgerResult, StoredRequest } from '../ledger.ts';
import type { LedgerSession } from '../ledger-session.ts';
import { call } from './call.ts';
import { remarkOf } from './element-errors.ts';
import { rejected } from './errors.ts';
import { reasonsOf } from './messages.ts';
import { required } from './required.ts';
import { assertSameBytes, fromWire, toWire } from './wire.ts';

type NamedContact = { ledgerId: string; name: string };

export function contactBody(name: string): string {
  return toWire({ contacts: [{ name }] }, 'Contacts');
}

/** Creates a contact. Where an active one has the name already, that one is meant: names are unique among them. */
export async function createContact(
  session: LedgerSession,
  name: string,
  { body, idempotencyKey }: StoredRequest,
): LedgerResult<NamedContact> {
  assertSameBytes(body, 'Contacts');
  const summariseErrors = false;
  const created = await call(session, { isWrite: true }, async (api) => {
    const models = fromWire<Contacts>(body);
    const answer = await api.createContacts(session.organisationId, models, summariseErrors, idempotencyKey);
    return { response: answer.response, body: required(answer.body.contacts?.[0], 'Contacts') };
  });
  if (!created.ok && created.error.kind !== 'rejected') return created;
  const contact = created.ok ? created.value : undefined;
  const errors = contact?.validationErrors ?? [];
  if (contact?.contactID && !contact.hasValidationErrors && errors.length === 0) {
    return ok({ ledgerId: contact.contactID, name: contact.name ?? name });
  }
  const reasons = created.ok
    ? reasonsOf(
        errors.map(({ message }) => remarkOf(message ?? '')),
        null,
      )
    : created.error.kind === 'rejected'
      ? created.error.reasons
      : [];
  if (!reasons.some(({ code }) => code === 'contactExists')) return fail(rejected(reasons));
  const existing = await findActiveContact(session, name);
  if (!existing.ok) return existing;
  return existing.value ? ok(existing.value) : fail(rejected(reasons));
}

/** Xero compares names without regard to case. */
async function findActiveContact(session: LedgerSession, name: string): LedgerResult<NamedContact | null> {
  const quoted = name.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  const answer = await call(session, { isWrite: false }, async (api) => {
    const where = `Name=="${quoted}" AND ContactStatus=="ACTIVE"`;
    const { response, body } = await api.getContacts(session.organisationId, undefined, where);
    return { response, body: required(body.contacts, 'Contacts') };
  });
  if (!answer.ok) return answer;
  const contact = answer.value.find(
    (candidate) => comparable(candidate.name ?? '') === comparable(name) && candidate.contactID,
  );
  return ok(contact?.contactID ? { ledgerId: contact.contactID, name: contact.name ?? name } : null);
}
