import type { PublishHandlers } from '#components/publishing/publish-button.tsx';
import {
  attempts,
  bringBackGone,
  cancelPublishing,
  correct,
  leaveAsItIs,
  leaveUnpaid,
  publish,
  publishAfterReload,
  retryPublished,
  sendCorrection,
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
  loadAttempts: attempts,
  ...{ correct, leaveAsItIs, sendCorrection, unpublish },
};
