import type { PublishHandlers } from '#components/publishing/publish-button.tsx';
import type { RunHandlers } from '#components/publishing/runs-notice.tsx';
import {
  cancelPublishing,
  cancelPublishRun,
  itemsOfRun,
  leaveUnpaid,
  pausePublishing,
  publish,
  resumePublishing,
  retryPublished,
  tryPublishingNow,
} from './publish-actions.ts';

/** The publishing actions as the components take them. */
export const publishing: PublishHandlers = {
  publish,
  cancel: cancelPublishing,
  retry: retryPublished,
  cancelPayments: leaveUnpaid,
};

/** What is done with a press of *Publish* as a whole. */
export const runs: RunHandlers = {
  pause: pausePublishing,
  resume: resumePublishing,
  cancel: cancelPublishRun,
  items: itemsOfRun,
  tryNow: tryPublishingNow,
};
