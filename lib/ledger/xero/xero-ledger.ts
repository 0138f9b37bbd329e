import type { Ledger } from '../ledger.ts';
import type { LedgerSession } from '../ledger-session.ts';
import { allocate, allocationBody, findAllocation, openDocuments } from './allocations.ts';
import { attach, attachments } from './attachments.ts';
import { xeroBodies } from './bodies.ts';
import { briefsOf, changedBriefs } from './brief-documents.ts';
import { xeroCapabilities } from './capabilities.ts';
import { changeBody, changeDocument, readDocument } from './change-documents.ts';
import { contactBody, createContact } from './contact-requests.ts';
import { changedDocuments, readDocuments } from './document-reads.ts';
import { stateAfter } from './document-state.ts';
import { createDocuments, findDocument } from './documents.ts';
import { addNote, hasNote, noteBody } from './notes.ts';
import { createPayment, findPayment, paymentBody } from './payments.ts';
import { readList } from './read-lists.ts';
import { settlements, takeBack, takeBackBody } from './settlements.ts';

/** Xero's side of the port. */
export function xeroLedger(session: LedgerSession): Ledger {
  return {
    capabilities: xeroCapabilities,
    list: (list, request) => readList(session, list, request),
    ...xeroBodies,
    createDocuments: (kind, documents, request) => createDocuments(session, kind, documents, request),
    findDocument: (document, createdSince, others) => findDocument(session, document, createdSince, others),
    changeBody,
    stateAfter,
    changeDocument: (target, change, request) => changeDocument(session, target, change, request),
    readDocument: (target) => readDocument(session, target),
    changedDocuments: (kind, since, page) => changedDocuments(session, kind, since, page),
    readDocuments: (kind, ledgerIds) => readDocuments(session, kind, ledgerIds),
    changedBriefs: (kind, since, page) => changedBriefs(session, kind, since, page),
    briefsOf: (kind, contactLedgerIds, between) => briefsOf(session, kind, contactLedgerIds, between),
    settlements: (target) => settlements(session, target),
    takeBackBody,
    takeBack: (settlement, request) => takeBack(session, settlement, request),
    contactBody,
    createContact: (name, request) => createContact(session, name, request),
    paymentBody,
    createPayment: (request) => createPayment(session, request),
    findPayment: (target, body, others) => findPayment(session, target, body, others),
    openDocuments: (kind, contactLedgerId) => openDocuments(session, kind, contactLedgerId),
    allocationBody,
    allocate: (target, request) => allocate(session, target, request),
    findAllocation: (target, body) => findAllocation(session, target, body),
    noteBody,
    addNote: (target, request) => addNote(session, target, request),
    hasNote: (target, body) => hasNote(session, target, body),
    attach: (target, file, idempotencyKey) => attach(session, target, file, idempotencyKey),
    attachments: (target) => attachments(session, target),
  };
}
