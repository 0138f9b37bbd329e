import type { PublishHandlers } from '#components/publishing/publish-button.tsx';
import type { RunHandlers } from '#components/publishing/runs-notice.tsx';
import {
  attach,
  attempts,
  bringBackGone,
  cancelPublishing,
  cancelPublishRun,
  correct,
  detach,
  itemsOfRun,
  leaveAsItIs,
  leaveUnpaid,
  pausePublishing,
  publish,
  publishAfterReload,
  resumePublishing,
  retryPublished,
  sendCorrection,
  steerAutoPublish,
  tryPublishingNow,
  unpublish,
} from './publish-actions.ts';

/** The publishing actions as the components take them. */
export const publishing: PublishHandlers = {
  publish,
  reload: publishAfterReload,
  cancel: cancelPublishing,
  retry: retryPublished,
  cancelPayments: leaveUnpaid,
  bringBackGone,
  attach,
  detach,
  loadAttempts: attempts,
  steerAuto: steerAutoPublish,
  ...{ correct, leaveAsItIs, sendCorrection, unpublish },
};

/** What is done with a press of *Publish* as a whole. */
export const runs: RunHandlers = {
  pause: pausePublishing,
  resume: resumePublishing,
  cancel: cancelPublishRun,
  items: itemsOfRun,
  tryNow: tryPublishingNow,
};
