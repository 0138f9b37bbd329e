import type { Db } from '#lib/db.ts';
import type { StopReason } from '#lib/domain/export/scheduled-run.ts';
import { may } from '#lib/domain/roles.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { ScheduledExport } from '#prisma/generated/client.ts';
import { type ListPlace, listPlaceSchema } from '../inbox-query.ts';
import { savedView } from '../saved-views.ts';

/** With whose rights it is made now, and of which list; or why nothing can be made of it. */
export type SchedulePowers = { scope: PersonScope; place: ListPlace } | { stopped: StopReason };

/** As whoever saved it last may act now. */
export async function schedulePowers(
  db: Db,
  schedule: Pick<ScheduledExport, 'businessId' | 'userId' | 'workspace' | 'place' | 'viewId'>,
): Promise<SchedulePowers> {
  const { businessId, userId, workspace, place, viewId } = schedule;
  const member =
    userId &&
    (await db.membership.findUnique({
      where: { businessId_userId: { businessId, userId } },
      select: { role: true, user: { select: { name: true } } },
    }));
  if (!userId || !member) return { stopped: 'makerLeft' };
  if (!may(member.role, 'items.edit')) return { stopped: 'permission' };
  const scope: PersonScope = {
    businessId,
    actor: { kind: 'person', userId, name: member.user.name, role: member.role },
  };
  if (!viewId) return { scope, place: listPlaceSchema.parse(place) };
  const view = await savedView(scope, workspace, viewId);
  return view ? { scope, place: view.place } : { stopped: 'viewGone' };
}
