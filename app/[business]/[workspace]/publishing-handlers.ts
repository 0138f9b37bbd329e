import type { PublishHandlers } from '#components/publishing/publish-button.tsx';
import { cancelPublishing, leaveUnpaid, publish, publishAfterReload, retryPublished } from './publish-actions.ts';

/** The publishing actions as the components take them. */
export const publishing: PublishHandlers = {
  publish,
  reload: publishAfterReload,
  cancel: cancelPublishing,
  retry: retryPublished,
  cancelPayments: leaveUnpaid,
};
