import { z } from 'zod';
import { db } from '#lib/db.ts';
import { seesAllItems, userIdOf } from '#lib/domain/actor.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { type SubmissionFilter, submissionFilters } from '#lib/domain/submission.ts';
import { searchSchema } from '#lib/domain/text.ts';
import { type Cursor, type Page, pageOf, pageSql } from '#lib/keyset.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** What of it is asked for. */
export const submissionQuerySchema = z.object({
  search: searchSchema(z),
  show: z.enum(submissionFilters).default('all'),
});
export type SubmissionQuery = z.infer<typeof submissionQuerySchema>;

/** Something that was sent, and what came of it. */
export type SubmissionRow = {
  id: string;
  /** ISO instant. */
  at: string;
  by: string;
  fileName: string;
  workspace: Workspace;
  /**
   * Where its item is now; `GONE` once it was deleted for good, `MERGED` while it is in the item `into`. Null for what was
   * refused.
   */
  item: { number: number; place: 'INBOX' | 'ARCHIVE' | 'BIN' | 'GONE' | 'MERGED'; into: Into | null } | null;
  /** The item that held the very same file already. */
  copyOf: number | null;
  /** What the sender was told when it was refused. */
  message: string | null;
};

/** The item that it was merged into, and whether that was done by itself. */
type Into = { number: number; workspace: Workspace; isByItself: boolean };

export type SubmissionPage = Page<SubmissionRow>;

export const submissionKeyType = 'timestamptz' as const;

type Found = Omit<SubmissionRow, 'at' | 'item'> & {
  at: Date;
  itemNumber: number | null;
  place: 'INBOX' | 'ARCHIVE' | null;
  isDeleted: boolean | null;
  intoNumber: number | null;
  intoWorkspace: Workspace | null;
  isByItself: boolean | null;
  sortKey: string;
};

const conditionOf: Record<SubmissionFilter, readonly Prisma.Sql[]> = {
  all: [],
  refused: [Prisma.sql`s."refusal" IS NOT NULL`],
  copies: [Prisma.sql`(s."copyOf" IS NOT NULL OR i."isAutoMerged")`],
  deleted: [
    Prisma.sql`s."itemNumber" IS NOT NULL AND (i."id" IS NULL OR (i."deletedAt" IS NOT NULL AND i."mergedIntoId" IS NULL))`,
  ],
};

/** A page of what was sent to the business, the newest first; a submitter sees what they sent themselves. */
export async function listSubmissions(
  scope: BusinessScope,
  { search, show }: SubmissionQuery,
  { after, limit }: { after: Cursor | null; limit: number },
): Promise<SubmissionPage> {
  const { businessId, actor } = scope;
  const found = await db.$queryRaw<Found[]>(
    pageSql({
      columns: Prisma.sql`s."id", s."at", s."byName" AS "by", s."fileName", s."workspace"::text AS "workspace",
        s."itemNumber", s."copyOf", s."message", i."place"::text AS "place", i."deletedAt" IS NOT NULL AS "isDeleted",
        o."number" AS "intoNumber", o."workspace"::text AS "intoWorkspace",
        EXISTS (SELECT FROM "ItemEvent" e WHERE e."itemId" = i."id" AND e."kind" = 'mergedInto' AND e."actorKind" = 'RULE')
          AS "isByItself"`,
      from: Prisma.sql`"Submission" s LEFT JOIN "Item" i ON i."id" = s."itemId"
        LEFT JOIN "Item" o ON o."id" = i."mergedIntoId" AND o."deletedAt" IS NULL`,
      id: Prisma.sql`s."id"`,
      conditions: [
        Prisma.sql`s."businessId" = ${businessId}::uuid`,
        ...(seesAllItems(actor) ? [] : [Prisma.sql`s."byUserId" = ${userIdOf(actor)}::uuid`]),
        ...conditionOf[show],
        ...wordsOf(search).map(wordCondition),
      ],
      sort: { key: Prisma.sql`s."at"`, type: submissionKeyType },
      isDescending: true,
      run: { rows: null, after },
      limit,
    }),
  );
  const { rows, next } = pageOf(found, limit);
  return { rows: rows.map(rowOf), next };
}

function rowOf(found: Omit<Found, 'sortKey'>): SubmissionRow {
  const { at, itemNumber, place, isDeleted, intoNumber, intoWorkspace, isByItself, ...row } = found;
  const into =
    intoNumber === null || intoWorkspace === null
      ? null
      : { number: intoNumber, workspace: intoWorkspace, isByItself: isByItself ?? false };
  const now = place === null ? 'GONE' : into ? 'MERGED' : isDeleted ? 'BIN' : place;
  return { ...row, at: at.toISOString(), item: itemNumber === null ? null : { number: itemNumber, place: now, into } };
}

const MAX_WORDS = 6;

const wordsOf = (search: string) => search.trim().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);

function wordCondition(word: string): Prisma.Sql {
  const number = /^#?(\d{1,9})$/.exec(word)?.[1];
  const places = [
    contains(Prisma.sql`s."fileName"`, word),
    contains(Prisma.sql`s."byName"`, word),
    contains(Prisma.sql`coalesce(s."message", '')`, word),
    ...(number ? [Prisma.sql`s."itemNumber" = ${Number(number)}`] : []),
  ];
  return Prisma.sql`(${Prisma.join(places, ' OR ')})`;
}
