import { z } from 'zod';
import { db } from '#lib/db.ts';
import { userIdOf } from '#lib/domain/actor.ts';
import {
  columnsOf,
  densities,
  type LaidOutList,
  type ListLayout,
  usualLayout,
  WIDTHS,
} from '#lib/domain/list-layout.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** A layout of a list, from outside or as it was stored: each column once, and the contact among them. */
export const layoutSchema = (list: LaidOutList): z.ZodType<ListLayout> =>
  z
    .object({
      columns: z
        .array(
          z.object({
            name: z.enum(columnsOf(list)),
            widthPx: z.int().min(WIDTHS.least).max(WIDTHS.most).nullable(),
          }),
        )
        .min(1)
        .max(columnsOf(list).length),
      density: z.enum(Object.keys(densities) as (keyof typeof densities)[]),
    })
    .refine(({ columns }) => new Set(columns.map(({ name }) => name)).size === columns.length)
    .refine(({ columns }) => columns.some(({ name }) => name === 'contact'));

/** A list, or a saved view of it, which everybody can lay out for themselves too. */
type Place = { workspace: Workspace; list: LaidOutList; viewId?: string | null };

/** How the person has said that they look at a list; null as long as they have not. */
export async function ownLayout(scope: BusinessScope, { workspace, list, viewId }: Place): Promise<ListLayout | null> {
  const userId = userIdOf(scope.actor);
  const stored =
    userId &&
    (await db.listLayout.findUnique({
      where: {
        userId_businessId_workspace_list: { userId, businessId: scope.businessId, workspace, list: viewId ?? list },
      },
      select: { layout: true },
    }));
  // Rows outlive the code that wrote them: columns that are no more are as if nothing had been said.
  return (stored && layoutSchema(list).safeParse(stored.layout).data) || null;
}

/** The same or, while they have not, as everybody does at first. */
export async function listLayout(scope: BusinessScope, place: Place): Promise<ListLayout> {
  return (await ownLayout(scope, place)) ?? usualLayout(place.list);
}

/** Keeps it, or with null goes back to how it is at first. */
export async function keepLayout(
  scope: BusinessScope,
  { workspace, list, viewId }: Place,
  layout: ListLayout | null,
): Promise<void> {
  const userId = userIdOf(scope.actor);
  if (userId === null) return;
  const key = { userId, businessId: scope.businessId, workspace, list: viewId ?? list };
  if (layout === null) await db.listLayout.deleteMany({ where: key });
  else {
    await db.listLayout.upsert({
      where: { userId_businessId_workspace_list: key },
      create: { ...key, layout },
      update: { layout },
    });
  }
}
