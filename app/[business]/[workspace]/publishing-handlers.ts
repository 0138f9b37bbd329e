import type { PublishHandlers } from '#components/publishing/publish-button.tsx';
import {
  attachAgain,
  attempts,
  bringBackGone,
  cancelPublishing,
  correct,
  leaveAsItIs,
  publish,
  sendCorrection,
  unpublish,
} from './publish-actions.ts';

/** The publishing actions as the components take them. */
export const publishing: PublishHandlers = {
  publish,
  cancel: cancelPublishing,
  retryAttachment: attachAgain,
  bringBackGone,
  loadAttempts: attempts,
  ...{ correct, leaveAsItIs, sendCorrection, unpublish },
};
