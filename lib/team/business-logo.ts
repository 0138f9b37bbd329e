import { randomUUID } from 'node:crypto';
import { db } from '#lib/db.ts';
import { drawPage, inspectDocument } from '#lib/documents/decoding/decode.ts';
import { pictureMimeType, refusalMessages } from '#lib/documents/document-kind.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { log } from '#lib/log.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';

export const MAX_LOGO_BYTES = 1024 * 1024;
/** Enough for the largest place where it is shown, on the finest screen. */
const WIDTH_PX = 256;

const pictures: readonly string[] = ['image/png', 'image/jpeg', 'image/webp'];

export const logoKey = (businessId: string, logoId: string) => `${businessId}/logo/${logoId}`;

/**
 * Takes a picture for the business's logo in place of the former one. It is decoded in a process of its own and drawn
 * anew: what is kept and shown is ours, and nothing of the file but what one sees in it.
 */
export async function setLogo(
  scope: PersonScope,
  bytes: Buffer,
  from: RequestOrigin,
): Promise<Result<{ logoId: string }>> {
  const { businessId, actor } = scope;
  const asker = { for: actor.userId };
  if (bytes.length > MAX_LOGO_BYTES) return tooLarge;
  const inspection = await inspectDocument(bytes, asker);
  if (!inspection.ok) {
    return inspection.code === 'foreign' ? notAPicture : failure(inspection.code, refusalMessages[inspection.code]);
  }
  const { mimeType } = inspection.document;
  if (!pictures.includes(mimeType)) return notAPicture;
  const drawn = await drawPage({ read: async () => bytes, mimeType, page: 0, widthPx: WIDTH_PX }, asker);
  if (!drawn.ok) return drawn;
  const logoId = randomUUID();
  await storage().put(logoKey(businessId, logoId), drawn.value);
  try {
    await replace(scope, logoId, from);
  } catch (error) {
    // The connection may have been lost after the commit: then it is the logo all the same.
    const isKept = await db.business.findFirst({ where: { id: businessId, logoId }, select: { id: true } });
    if (!isKept) await removeFile(businessId, logoId);
    throw error;
  }
  return ok({ logoId });
}

/** Takes the logo away; the initials of the name stand in its place. */
export async function removeLogo(scope: PersonScope, from: RequestOrigin): Promise<Result<null>> {
  await replace(scope, null, from);
  return ok(null);
}

async function replace({ businessId, actor, origin }: PersonScope, logoId: string | null, from: RequestOrigin) {
  const former = await db.$transaction(async (transaction) => {
    const [stored] = await transaction.$queryRaw<{ logoId: string | null }[]>`
      SELECT "logoId" FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
    const former = stored?.logoId ?? null;
    if (former === logoId) return null;
    await transaction.business.update({ where: { id: businessId }, data: { logoId } });
    await recordAudit(transaction, {
      businessId,
      userId: null,
      by: actor,
      action: logoId === null ? 'logoRemoved' : 'logoChanged',
      from,
    });
    await announce(transaction, { businessId, topic: 'team', id: null, origin });
    return former;
  });
  if (former !== null) await removeFile(businessId, former);
}

/** One that stays does no harm: nobody is shown it. */
async function removeFile(businessId: string, logoId: string): Promise<void> {
  await storage()
    .remove(logoKey(businessId, logoId))
    .catch((error: unknown) => log.warn({ err: error }, 'a logo that is not used was not removed from the storage'));
}

/** The logo as a picture, if this is the present one. */
export async function readLogo(
  { businessId }: BusinessScope,
  logoId: string,
): Promise<{ bytes: Buffer; mimeType: string } | null> {
  const isPresent = await db.business.findFirst({ where: { id: businessId, logoId }, select: { id: true } });
  const bytes =
    isPresent &&
    (await storage()
      .get(logoKey(businessId, logoId))
      .catch(() => null));
  const mimeType = bytes && pictureMimeType(bytes);
  return bytes && mimeType ? { bytes, mimeType } : null;
}

export const tooLarge = failure('tooLarge', 'This picture is larger than 1 MB. Nothing was changed: save it smaller.');

const notAPicture = failure(
  'foreign',
  'This is not a PNG, JPG or WebP picture. Nothing was changed: save it as one of these.',
);
