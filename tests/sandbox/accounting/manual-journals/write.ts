import type { Answer } from '../../server/answer.ts';
import { type ApiCall, todayOf } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import type { Fields } from '../api/reading.ts';
import { echo, type Written, writeElements } from '../api/write-elements.ts';
import { lockDateProblem, lockedDocumentProblem } from '../documents/lock-dates.ts';
import { LINE_AMOUNT_TYPES } from '../documents/record.ts';
import { urlProblem } from '../documents/url.ts';
import { recordHistory } from '../history/record-history.ts';
import { manualJournalJson } from './json.ts';
import { balanceProblem, type Findings, readJournalLines } from './read-lines.ts';
import { JOURNAL_STATUSES, type JournalStatus, type ManualJournal } from './record.ts';

const NEXT: Record<JournalStatus, readonly JournalStatus[]> = {
  DRAFT: ['DRAFT', 'POSTED', 'DELETED'],
  POSTED: ['POSTED', 'VOIDED'],
  DELETED: [],
  VOIDED: [],
  ARCHIVED: [],
};

/** PUT /ManualJournals: each element is new. */
export function createManualJournals(call: ApiCall): Answer {
  return write(call, (fields) => create(call, fields));
}

/** POST /ManualJournals: edits the one with the same id, creates where there is none. */
export function saveManualJournals(call: ApiCall): Answer {
  return write(call, (fields) => {
    const id = fields.guid('ManualJournalID');
    const existing = call.books.manualJournals.get(id);
    if (id && !existing) {
      throw new ElementRefused(['The document with the supplied id was not found for this endpoint.']);
    }
    return existing ? change(call, fields, existing) : create(call, fields);
  });
}

/** POST /ManualJournals/:id */
export function saveManualJournal(call: ApiCall, existing: ManualJournal): Answer {
  return write(call, (fields) => change(call, fields, existing), existing.id);
}

function write(call: ApiCall, work: (fields: Fields) => Written, id?: string): Answer {
  return writeElements(call, 'ManualJournals', work, (fields) => echo('ManualJournalID', fields, id));
}

function create(call: ApiCall, fields: Fields): Written {
  const status = statusOf(fields) ?? 'DRAFT';
  if (status !== 'DRAFT' && status !== 'POSTED') {
    throw new ElementRefused(['Invoice not of valid status for creation']);
  }
  const blank: ManualJournal = {
    id: crypto.randomUUID(),
    narration: '',
    status,
    date: todayOf(call),
    lineAmountTypes: 'NoTax',
    lines: [],
    url: undefined,
    showOnCashBasisReports: true,
    hasAttachments: false,
    updatedAt: call.now,
  };
  return save(call, fields, blank, status, 'Created');
}

function change(call: ApiCall, fields: Fields, existing: ManualJournal): Written {
  const asked = statusOf(fields) ?? existing.status;
  const problem = NEXT[existing.status].includes(asked)
    ? existing.status === 'POSTED' && lockedDocumentProblem(call, existing.date)
    : 'Invoice not of valid status for modification';
  if (problem) throw new ElementRefused([problem]);
  if (asked !== 'DELETED' && asked !== 'VOIDED') return save(call, fields, existing, asked, 'Edited');
  const ended = call.books.manualJournals.put({ ...existing, status: asked, updatedAt: call.now });
  recordHistory(call, existing.id, asked === 'VOIDED' ? 'Voided' : 'Deleted', `${existing.narration}.`);
  return { json: manualJournalJson(call.books, ended, true) };
}

function save(call: ApiCall, fields: Fields, base: ManualJournal, status: JournalStatus, verb: string): Written {
  const findings: Findings = { problems: [], warnings: [] };
  const isPosted = status === 'POSTED';
  const lineAmountTypes = fields.oneOf('LineAmountTypes', 'LineAmountType', LINE_AMOUNT_TYPES) ?? base.lineAmountTypes;
  const sent = fields.list('JournalLines');
  const journal: ManualJournal = {
    ...base,
    narration: fields.text('Narration')?.trim() ?? base.narration,
    status,
    date: fields.date('Date') ?? base.date,
    lineAmountTypes,
    lines: sent ? readJournalLines(call, sent, lineAmountTypes, isPosted, findings) : base.lines,
    url: fields.text('Url') ?? base.url,
    showOnCashBasisReports: fields.boolean('ShowOnCashBasisReports') ?? base.showOnCashBasisReports,
    updatedAt: call.now,
  };
  const problems = [
    ...findings.problems,
    journal.narration ? undefined : 'The Narration field must be specified.',
    journal.lines.length > 0 ? undefined : 'One or more line items must be specified',
    balanceProblem(journal.lines, lineAmountTypes),
    urlProblem(journal.url),
    isPosted ? lockDateProblem(call, journal.date) : undefined,
  ].filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new ElementRefused([...new Set(problems)]);
  recordHistory(call, journal.id, isPosted && base.status !== 'POSTED' ? 'Posted' : verb, `${journal.narration}.`);
  return {
    json: manualJournalJson(call.books, call.books.manualJournals.put(journal), true),
    warnings: findings.warnings,
  };
}

function statusOf(fields: Fields): JournalStatus | undefined {
  return fields.oneOf('Status', 'ManualJournalStatus', JOURNAL_STATUSES);
}
