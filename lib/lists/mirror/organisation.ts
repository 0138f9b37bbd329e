import type { LedgerOrganisation } from '#lib/ledger/ledger.ts';
import { logLockDates } from '../log-lock-dates.ts';
import type { Mirror } from './mirror.ts';

/** The organisation's own facts, lock dates among them: columns of the connection. */
export const organisation: Mirror<LedgerOrganisation> = {
  async save(db, { connectionId }, [entry]) {
    if (!entry) return { added: 0, changed: 0, archived: 0 };
    await logLockDates(db, connectionId, entry);
    const changed = await db.$executeRaw`
      UPDATE "Connection" AS c
         SET "organisationName" = n."name", "country" = n."country", "baseCurrency" = n."baseCurrency",
             "edition" = n."edition", "shortCode" = n."shortCode", "timeZone" = n."timeZone",
             "periodLockOn" = n."periodLockOn", "endOfYearLockOn" = n."endOfYearLockOn",
             "isMultiCurrency" = n."isMultiCurrency", "isDemo" = n."isDemo", "plan" = n."plan",
             "mayNotApprove" = coalesce(n."mayNotApprove", c."mayNotApprove")
        FROM jsonb_to_record(${JSON.stringify(entry)}::jsonb) AS n(
               "name" text, "country" text, "baseCurrency" text, "edition" text, "shortCode" text, "timeZone" text,
               "periodLockOn" date, "endOfYearLockOn" date, "isMultiCurrency" boolean, "isDemo" boolean, "plan" text,
               "mayNotApprove" "PublicationKind"[])
       WHERE c."id" = ${connectionId}::uuid
         AND (c."organisationName", c."country", c."baseCurrency", c."edition", c."shortCode", c."timeZone",
              c."periodLockOn", c."endOfYearLockOn", c."isMultiCurrency", c."isDemo", c."plan", c."mayNotApprove")
             IS DISTINCT FROM
             (n."name", n."country", n."baseCurrency", n."edition", n."shortCode", n."timeZone",
              n."periodLockOn", n."endOfYearLockOn", n."isMultiCurrency", n."isDemo", n."plan",
              coalesce(n."mayNotApprove", c."mayNotApprove"))`;
    return { added: 0, changed, archived: 0 };
  },
  keysOf: ({ organisationId }) => [organisationId],
  activeKeys: async () => [],
  archive: async () => 0,
};
