import { carryOutAlone } from '#lib/account/email-change-links.ts';
import { pruneLinks } from '#lib/account/prune-links.ts';
import { pruneSessions } from '#lib/account/sessions.ts';
import { sealTotpsAnew } from '#lib/account/two-factor/seal-totp.ts';
import { wakeAutoPublishing } from '#lib/auto-publish/publish-by-itself.ts';
import { sweepBusinessFiles } from '#lib/business-file/list-business-files.ts';
import { sweepReadings } from '#lib/business-file/reading/list-readings.ts';
import { wakeClaimFiles } from '#lib/claims/file/wake-claim-files.ts';
import { wakeTaxChanges } from '#lib/coding/apply-tax-settings.ts';
import { pruneBulkEdits, wakeBulkEdits } from '#lib/coding/bulk/recover-bulk-edits.ts';
import { wakeListMerges } from '#lib/coding/merge-lists/carry-out-merge.ts';
import { pruneLog } from '#lib/events/prune-log.ts';
import { sealModelKeysAnew } from '#lib/extraction/model/model-key.ts';
import { wakeReadings } from '#lib/extraction/read-waiting.ts';
import { wakeLikenesses } from '#lib/inbox/duplicates/find-likenesses.ts';
import { wakeHashing } from '#lib/inbox/duplicates/hash-pictures.ts';
import { pruneExports, wakeExports } from '#lib/inbox/export/recover-exports.ts';
import { wakeScheduledExports } from '#lib/inbox/scheduled-exports/due-runs.ts';
import { pruneShares } from '#lib/inbox/shares/list-shares.ts';
import { settleOldSplits } from '#lib/intake/arrivals/decide-split.ts';
import { pruneArrivals, wakeArchives } from '#lib/intake/arrivals/recover-arrivals.ts';
import { recoverSyncRuns } from '#lib/lists/recover-sync-runs.ts';
import { wakeDueReviews } from '#lib/lists/request-review.ts';
import { log } from '#lib/log.ts';
import { pruneMails } from '#lib/mail/prune-mails.ts';
import { pruneNotices, tellNotices } from '#lib/mail/tell-notices.ts';
import { wakeMails } from '#lib/mail/wake-mails.ts';
import { cancelStranded } from '#lib/publishing/cancel-stranded.ts';
import { finishCancelling } from '#lib/publishing/runs/steer-run.ts';
import { wakeDrains } from '#lib/publishing/wake-drains.ts';
import { wakeRules } from '#lib/rules/apply-rules.ts';
import { wakeFinding } from '#lib/rules/suggested/find-rules.ts';
import { wakeDeletions } from '#lib/team/closing/delete-business.ts';
import { pruneInvitations } from '#lib/team/invitations/prune-invitations.ts';
import { pruneDeliveries } from '#lib/webhooks/prune-deliveries.ts';
import type { Handlers } from './lanes.ts';

/** What is found again, by what the log calls it. */
const found = {
  drains: wakeDrains,
  refreshes: recoverSyncRuns,
  cancelled: cancelStranded,
  reviews: wakeDueReviews,
  merges: wakeListMerges,
  mails: wakeMails,
  deletions: wakeDeletions,
  notices: tellNotices,
  edits: wakeBulkEdits,
  tax: wakeTaxChanges,
  exports: wakeExports,
  scheduled: wakeScheduledExports,
  archives: wakeArchives,
  splits: settleOldSplits,
  readings: wakeReadings,
  claims: wakeClaimFiles,
  rules: wakeRules,
  duplicates: wakeLikenesses,
  pictures: wakeHashing,
  suggestions: wakeFinding,
  autoPublishing: wakeAutoPublishing,
};

/** What is ended or forgotten in time, and not worth a line. */
const kept = [
  pruneArrivals,
  finishCancelling,
  pruneExports,
  sweepBusinessFiles,
  sweepReadings,
  pruneShares,
  pruneNotices,
  pruneBulkEdits,
  pruneMails,
  pruneLog,
  pruneDeliveries,
  pruneInvitations,
  pruneLinks,
  carryOutAlone,
  pruneSessions,
  sealTotpsAnew,
  sealModelKeysAnew,
];

/** Finds the work that a dead worker, a lost wake-up or an ended connection left behind. */
export const sweep: Handlers['sweep'] = async () => {
  const [counts] = await Promise.all([
    Promise.all(Object.entries(found).map(async ([name, find]) => [name, await find()] as const)),
    Promise.all(kept.map((end) => end())),
  ]);
  if (counts.some(([, count]) => count > 0)) log.info(Object.fromEntries(counts), 'swept');
};
