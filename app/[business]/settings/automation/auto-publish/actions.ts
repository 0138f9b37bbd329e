'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { setAutoPublish } from '#lib/auto-publish/auto-publish-setting.ts';
import { dryRun } from '#lib/auto-publish/dry-run.ts';
import { autoPublishInput } from '#lib/domain/auto-publish/auto-publish-schema.ts';
import { ok } from '#lib/domain/result.ts';

export const save = action(
  {
    name: 'saveAutoPublish',
    permission: 'business.manage',
    input: z.object({ isOn: z.boolean(), settings: autoPublishInput }),
  },
  async ({ scope, input }) => {
    const saved = await setAutoPublish(scope, input, await requestOrigin());
    refresh();
    return saved;
  },
);

/** What these settings would have had published. */
export const tryOut = action(
  { name: 'tryAutoPublish', permission: 'rules.edit', input: z.object({ settings: autoPublishInput }) },
  async ({ scope, input }) => ok(await dryRun(scope, input.settings)),
);
