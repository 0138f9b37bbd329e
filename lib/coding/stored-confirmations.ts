import { z } from 'zod';
import type { Confirmation } from '#lib/domain/readiness/confirmation.ts';
import { problemCodes } from '#lib/domain/readiness/problem.ts';

const VERSION = 1;

const confirmationSchema = z.object({
  code: z.enum(problemCodes),
  question: z.string(),
  by: z.string(),
  byId: z.string().nullable(),
  at: z.iso.datetime(),
});

export function storedConfirmations(confirmations: readonly Confirmation[]) {
  return { version: VERSION, confirmations: [...confirmations] };
}

/** As far as this version can read them: what it can't is asked about anew. */
export function readConfirmations(value: unknown): Confirmation[] {
  const read = z.object({ version: z.literal(VERSION), confirmations: z.array(z.unknown()) }).safeParse(value);
  const all = read.success ? read.data.confirmations : [];
  return all.flatMap((each) => confirmationSchema.safeParse(each).data ?? []);
}
