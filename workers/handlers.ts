import { gatherDueClaims } from '#lib/claims/schedules/gather-due-claims.ts';
import { hashPictures } from '#lib/inbox/duplicates/hash-pictures.ts';
import { runScheduledExport } from '#lib/inbox/scheduled-exports/run-export.ts';
import { findRules } from '#lib/rules/suggested/find-rules.ts';
import { applyRulesOf } from './apply-rules.ts';
import { autoPublishOf } from './auto-publish.ts';
import { codeTaxAnew } from './code-tax-anew.ts';
import { createContactOf } from './create-contact.ts';
import { deleteBusinessOf } from './delete-business.ts';
import { drainPublications } from './drain-publications.ts';
import { emptyBins } from './empty-bin.ts';
import { findDuplicatesOf } from './find-duplicates.ts';
import { followDocumentsOf, followDueDocuments } from './follow-documents.ts';
import { keepGrantsAlive } from './keep-grants-alive.ts';
import type { Handlers } from './lanes.ts';
import { makeBusinessFileOf } from './make-business-file.ts';
import { makeClaimFileOf } from './make-claim-file.ts';
import { makeExportOf } from './make-export.ts';
import { mergeListsOf } from './merge-lists.ts';
import { mirrorBooksOf } from './mirror-books.ts';
import { openArchiveOf } from './open-archive.ts';
import { readBounces } from './read-bounces.ts';
import { readBusinessFile } from './read-business-file.ts';
import { readDocuments } from './read-documents.ts';
import { readExchangeRates } from './read-exchange-rates.ts';
import { readOpenDocumentsOf } from './read-open-documents.ts';
import { refreshDueLists } from './refresh-due-lists.ts';
import { refreshLists } from './refresh-lists.ts';
import { reviewItemsOf } from './review-items.ts';
import { runBulkEditOf } from './run-bulk-edit.ts';
import { sendMailOf } from './send-mail.ts';
import { sweep } from './sweep.ts';

/** What each job of the catalogue does. */
export const handlers: Handlers = {
  'drain-publications': drainPublications,
  'create-contact': createContactOf,
  'read-open-documents': readOpenDocumentsOf,
  'refresh-lists': refreshLists,
  'send-mail': sendMailOf,
  'delete-business': deleteBusinessOf,
  'read-bounces': readBounces,
  'review-items': reviewItemsOf,
  'merge-lists': mergeListsOf,
  'apply-rules': applyRulesOf,
  'find-duplicates': findDuplicatesOf,
  'hash-pictures': async (_, { signal }) => {
    await hashPictures(signal);
  },
  'find-rules': async ({ businessId }) => {
    await findRules(businessId);
  },
  'auto-publish': autoPublishOf,
  'run-bulk-edit': runBulkEditOf,
  'code-tax-anew': codeTaxAnew,
  'read-documents': readDocuments,
  'open-archive': openArchiveOf,
  'make-export': makeExportOf,
  'run-scheduled-export': ({ runId }) => runScheduledExport(runId),
  'make-claim-file': makeClaimFileOf,
  'gather-due-claims': async () => {
    await gatherDueClaims();
  },
  'make-business-file': makeBusinessFileOf,
  'read-business-file': readBusinessFile,
  'read-exchange-rates': readExchangeRates,
  'mirror-books': mirrorBooksOf,
  'follow-documents': followDocumentsOf,
  'follow-due-documents': followDueDocuments,
  'refresh-due-lists': refreshDueLists,
  'keep-grants-alive': keepGrantsAlive,
  'empty-bin': emptyBins,
  sweep,
};
