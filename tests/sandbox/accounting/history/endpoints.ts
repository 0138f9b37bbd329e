import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { instantString, msDate } from '../api/dates.ts';
import { Refusal, validationFailed } from '../api/failures.ts';
import { lengthProblem } from '../api/lengths.ts';
import { elementsOf } from '../api/reading.ts';
import { OWNERS, type OwnerEndpoint } from '../owners.ts';
import type { HistoryRecord } from './record.ts';
import { recordHistory } from './record-history.ts';

const LONGEST_NOTE = 2500;

export const historyRoutes: ApiRoute[] = OWNERS.filter((owner) => owner.hasHistory).flatMap((owner) =>
  endpoints(owner.scopes, {
    [`GET /${owner.endpoint}/:id/History`]: (call) => list(call, owner),
    [`PUT /${owner.endpoint}/:id/History`]: (call) => create(call, owner),
  }),
);

function list(call: ApiCall, owner: OwnerEndpoint) {
  // Of two within a millisecond the later one comes first too.
  const records = historyOf(call, owner)
    .toReversed()
    .sort((a, b) => b.at - a.at);
  return envelope(call, {
    HistoryRecords: records.map((record) => ({
      Changes: record.changes,
      DateUTCString: instantString(record.at),
      DateUTC: msDate(record.at),
      User: record.user,
      Details: record.details,
    })),
  });
}

function create(call: ApiCall, owner: OwnerEndpoint) {
  historyOf(call, owner);
  const notes = elementsOf(call.request.body, 'HistoryRecords').map((fields) => {
    const details = fields.text('Details') ?? '';
    const problem = !details ? 'Details are required' : lengthProblem('Details', details, LONGEST_NOTE);
    if (problem) throw validationFailed([{ ...fields.raw, ValidationErrors: [{ Message: problem }] }]);
    return recordHistory(call, ownerId(call), 'Note', details);
  });
  return envelope(call, {
    HistoryRecords: notes.map((note) => ({
      DateUTCString: instantString(note.at),
      DateUTC: msDate(note.at),
      Details: note.details,
      ValidationErrors: [],
    })),
  });
}

function historyOf(call: ApiCall, owner: OwnerEndpoint): HistoryRecord[] {
  if (!owner.find(call.books, ownerId(call))) throw new Refusal(resourceNotFound(), 'No such document');
  return call.books.history.find('owner', ownerId(call));
}

function ownerId(call: ApiCall): string {
  return call.params.id?.toLowerCase() ?? '';
}
