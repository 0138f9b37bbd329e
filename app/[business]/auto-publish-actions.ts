'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { setAutoPublishOf } from '#lib/auto-publish/auto-publish-setting.ts';

/** For one supplier, customer or payment method. */
export const chooseFor = action(
  {
    name: 'chooseAutoPublish',
    permission: 'rules.edit',
    input: z.object({
      list: z.enum(['contacts', 'paymentMethods']),
      id: z.uuid(),
      publishes: z.boolean().nullable(),
    }),
  },
  async ({ scope, input }) => {
    const chosen = await setAutoPublishOf(scope, input, await requestOrigin());
    refresh();
    return chosen;
  },
);
