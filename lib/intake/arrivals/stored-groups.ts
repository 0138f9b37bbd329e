import { z } from 'zod';
import type { SplitGroups } from '#lib/domain/intake/split-groups.ts';

const page = z.int().min(1).max(1_000);

export const splitGroupsSchema = z.object({
  groups: z.array(z.array(page).min(1)).min(1).max(1_000),
  leftOut: z.array(page).max(1_000),
});

/** `Arrival.groups` of the database. Throws for what we have not written. */
export const parseGroups = (stored: unknown): SplitGroups => splitGroupsSchema.parse(stored);

/** What is written there. */
export const storedGroups = ({ groups, leftOut }: SplitGroups) => ({
  groups: groups.map((group) => [...group]),
  leftOut: [...leftOut],
});
