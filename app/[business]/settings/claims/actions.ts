'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { archiveClaimRate, rateInput, saveClaimRate } from '#lib/claims/rates/claim-rates.ts';
import { scheduleInput, setClaimSchedule } from '#lib/claims/schedules/claim-schedules.ts';

export const saveClaimSchedule = action(
  { name: 'saveClaimSchedule', permission: 'items.edit', input: scheduleInput },
  async ({ scope, input }) => {
    const saved = await setClaimSchedule(scope, input, await requestOrigin());
    refresh();
    return saved;
  },
);

export const saveARate = action(
  { name: 'saveARate', permission: 'items.edit', input: rateInput },
  async ({ scope, input }) => {
    const saved = await saveClaimRate(scope, input, await requestOrigin());
    refresh();
    return saved;
  },
);

export const archiveARate = action(
  { name: 'archiveARate', permission: 'items.edit', input: z.object({ rateId: z.uuid(), isArchived: z.boolean() }) },
  async ({ scope, input }) => {
    const archived = await archiveClaimRate(scope, input, await requestOrigin());
    refresh();
    return archived;
  },
);
