'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import {
  deleteScheduledExport,
  pauseScheduledExport,
  runScheduledExportNow,
  saveScheduledExport,
} from '#lib/inbox/scheduled-exports/save-schedule.ts';
import { scheduledExportInput } from '#lib/inbox/scheduled-exports/schedule-input.ts';

const permission = 'items.edit';
const one = z.object({ scheduleId: z.uuid() });

export const saveSchedule = action(
  { name: 'saveSchedule', permission, input: scheduledExportInput },
  async ({ scope, input }) => {
    const saved = await saveScheduledExport(scope, input, await requestOrigin());
    refresh();
    return saved;
  },
);

export const pauseSchedule = action(
  { name: 'pauseSchedule', permission, input: one.extend({ isPaused: z.boolean() }) },
  async ({ scope, input }) => {
    const paused = await pauseScheduledExport(scope, input, await requestOrigin());
    refresh();
    return paused;
  },
);

export const deleteSchedule = action({ name: 'deleteSchedule', permission, input: one }, async ({ scope, input }) =>
  deleteScheduledExport(scope, input.scheduleId, await requestOrigin()),
);

export const runScheduleNow = action({ name: 'runScheduleNow', permission, input: one }, async ({ scope, input }) => {
  const begun = await runScheduledExportNow(scope, input.scheduleId);
  refresh();
  return begun;
});
