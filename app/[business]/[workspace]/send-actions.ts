'use server';

import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { previewSending, sendInput, sendItems, shareInput } from '#lib/inbox/shares/send-items.ts';

export const previewOfSending = action(
  { name: 'previewOfSending', permission: 'items.edit', input: shareInput },
  ({ scope, input }) => previewSending(scope, input),
);

export const sendSomeItems = action(
  { name: 'sendSomeItems', permission: 'items.edit', input: sendInput },
  async ({ scope, input, user, business }) =>
    sendItems(scope, input, { person: user, business, from: await requestOrigin() }),
);
