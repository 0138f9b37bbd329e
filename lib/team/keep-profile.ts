import { z } from 'zod';
import { businessConnection, isLive } from '#lib/connections/business-connection.ts';
import { type Db, db } from '#lib/db.ts';
import {
  type BusinessProfile,
  changedProfileFields,
  type ProfileField,
  profileConflicts,
  profileFieldNames,
  profileFields,
  profileSchemas,
} from '#lib/domain/business-profile.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { requestReview, wakeReview } from '#lib/lists/request-review.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';

export type ProfileView = {
  profile: BusinessProfile;
  logoId: string | null;
  /** The connected organisation, whose base currency holds while it is. */
  organisation: { name: string; baseCurrency: string } | null;
};

const schemas = profileSchemas(z);
const storedSchema = z.object({
  ...schemas,
  // Written by a version that knew other kinds: what can't be read is as if it had not been said.
  taxNumbers: schemas.taxNumbers.catch([]),
  taxCycle: schemas.taxCycle.catch(null),
  country: z.string(),
  baseCurrency: z.string(),
});

const part = z.object(schemas).partial();

/** The changed fields, and what each was when it was seen. */
export const profileInput = z.object({ changes: part, was: part });
type ProfileChange = z.output<typeof profileInput>;

const columns = {
  ...(Object.fromEntries(profileFields.map((field) => [field, true])) as Record<ProfileField, true>),
  logoId: true,
} as const;

export async function loadProfile({ businessId }: BusinessScope): Promise<ProfileView> {
  const [business, organisation] = await Promise.all([
    db.business.findUniqueOrThrow({ where: { id: businessId }, select: columns }),
    connectedTo(db, businessId),
  ]);
  return { profile: storedSchema.parse(business), logoId: business.logoId, organisation };
}

async function connectedTo(client: Db, businessId: string): Promise<ProfileView['organisation']> {
  const connection = await businessConnection(client, businessId);
  if (!connection || !isLive(connection) || !connection.baseCurrency) return null;
  return { name: connection.organisationName, baseCurrency: connection.baseCurrency };
}

/**
 * Changes some fields of the profile; its address stays. What somebody else saved in other fields meanwhile holds too; in
 * the same field it is refused with `conflict`, and `detail.profile` is what is stored now. A base currency other than
 * that of the connected organisation is refused: amounts are in its currency whatever is said here.
 */
export async function changeProfile(
  scope: PersonScope,
  { changes, was }: ProfileChange,
  from: RequestOrigin,
): Promise<Result<BusinessProfile>> {
  const { businessId, actor } = scope;
  const changed = await db.$transaction(async (transaction): Promise<Result<[BusinessProfile, ProfileField[]]>> => {
    await transaction.$queryRaw`SELECT 1 FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
    const row = await transaction.business.findUniqueOrThrow({ where: { id: businessId }, select: columns });
    const stored = storedSchema.parse(row);
    const wanted = withoutUndefined(changes);
    const conflicts = profileConflicts(stored, wanted, withoutUndefined(was));
    if (conflicts.length > 0) return conflict(conflicts, stored);
    const next = { ...stored, ...wanted };
    if (next.taxCycle !== 'QUARTERLY') next.taxCycleMonth = null;
    const fields = changedProfileFields(stored, next);
    if (fields.length === 0) return ok([stored, fields]);
    const organisation = fields.includes('baseCurrency') ? await connectedTo(transaction, businessId) : null;
    if (organisation && organisation.baseCurrency !== next.baseCurrency) return currencyFixed(organisation);
    await transaction.business.update({ where: { id: businessId }, data: next satisfies Prisma.BusinessUpdateInput });
    // What codings are checked in, and which are alike, follows from the currency.
    if (fields.includes('baseCurrency')) await requestReview(transaction, businessId);
    await recordAudit(transaction, {
      businessId,
      userId: null,
      by: actor,
      action: 'businessChanged',
      detail: { fields: fields.map((field) => profileFieldNames[field]).join(', ') },
      from,
    });
    await announce(transaction, { businessId, topic: 'team', id: null, origin: scope.origin });
    return ok([next, fields]);
  });
  if (!changed.ok) return changed;
  const [profile, fields] = changed.value;
  if (fields.includes('baseCurrency')) await wakeReview(businessId);
  return ok(profile);
}

const withoutUndefined = (values: ProfileChange['changes']): Partial<BusinessProfile> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

function conflict(fields: readonly ProfileField[], profile: BusinessProfile): Result<never> {
  return fail({
    code: 'conflict',
    message:
      'Somebody else saved other values meanwhile, and nothing of yours is lost. Look at the marked fields: save again to replace theirs.',
    fields: Object.fromEntries(fields.map((field) => [field, storedText(profile[field])])),
    detail: { profile },
  });
}

/** A short value is told as it is; the form shows the rest once it is discarded. */
function storedText(value: BusinessProfile[ProfileField]): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  return text ? `Changed by somebody else meanwhile: ${text}` : 'Changed by somebody else meanwhile.';
}

function currencyFixed({ name, baseCurrency }: { name: string; baseCurrency: string }): Result<never> {
  return fail({
    code: 'currencyFixed',
    message: 'Nothing was saved: look at the marked field.',
    fields: {
      baseCurrency: `The books of ${isolated(name)} are kept in ${baseCurrency}, which holds while it is connected.`,
    },
  });
}
