import type { Db } from '#lib/db.ts';
import type { AuditAction, AuditDetail } from '#lib/domain/audit.ts';

/** Where a request came from: the address that can be believed, and what the browser calls itself. */
export type RequestOrigin = { address: string; device: string };

export type AuditRecord = {
  /** Null for what is about a person's own account. */
  businessId: string | null;
  /** Whom it is about; null when they have no account. */
  userId: string | null;
  /** Null when nobody was signed in. */
  by: { userId: string; name: string } | null;
  action: AuditAction;
  detail?: AuditDetail;
  from?: RequestOrigin | undefined;
};

const LONGEST_DEVICE = 400;

/** Writes an entry, in the transaction of what it tells: either both are so, or neither. */
export async function recordAudit(
  transaction: Db,
  { businessId, userId, by, action, detail = {}, from }: AuditRecord,
): Promise<void> {
  await transaction.auditEntry.create({
    data: {
      businessId,
      userId,
      actorUserId: by?.userId ?? null,
      actorName: by?.name ?? '',
      action,
      detail,
      address: from?.address ?? null,
      device: from?.device.slice(0, LONGEST_DEVICE) ?? null,
    },
  });
}
