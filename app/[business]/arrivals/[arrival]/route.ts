import { z } from 'zod';
import { route } from '#lib/action.ts';
import { failure, ok } from '#lib/domain/result.ts';
import { arrivalProgress } from '#lib/intake/arrivals/arrival-progress.ts';

/** How far a ZIP file of the asking person is. */
export const GET = route(
  { permission: 'documents.add', params: z.object({ arrival: z.uuid() }) },
  async ({ scope, params }) => {
    const progress = await arrivalProgress(scope, params.arrival);
    return progress ? ok(progress) : failure('missing', 'This file is no longer known here.');
  },
);
