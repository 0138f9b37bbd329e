'use server';

import { z } from 'zod';
import { action } from '#lib/action.ts';
import { MAX_ROWS } from '#lib/domain/inbox-choices.ts';
import { ok } from '#lib/domain/result.ts';
import { PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { listSubmissions, submissionKeyType, submissionQuerySchema } from '#lib/intake/submissions/list-submissions.ts';
import { pagedSchema } from '#lib/keyset.ts';

const limit = z.number().int().min(1).max(MAX_ROWS).default(PAGE_ROWS);
const page = pagedSchema(z.object({ query: submissionQuerySchema, limit }), () => submissionKeyType);

/** A submitter sees what they sent themselves. */
export const moreSubmissions = action(
  { name: 'moreSubmissions', permission: 'items.see', input: page },
  async ({ scope, input }) => ok(await listSubmissions(scope, input.query, input)),
);
