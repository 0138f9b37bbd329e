'use server';

import { refresh } from 'next/cache';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { scheduleInput, setClaimSchedule } from '#lib/claims/schedules/claim-schedules.ts';

export const saveClaimSchedule = action(
  { name: 'saveClaimSchedule', permission: 'items.edit', input: scheduleInput },
  async ({ scope, input }) => {
    const saved = await setClaimSchedule(scope, input, await requestOrigin());
    refresh();
    return saved;
  },
);
