import { successors } from '#lib/coding/merge-lists/successors.ts';
import { ownerOfMember } from '#lib/coding/owners.ts';
import type { Db } from '#lib/db.ts';
import { userIdOf } from '#lib/domain/actor.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import { daysOf, type FilterValue, readFilter } from '#lib/domain/filter-values.ts';
import { type ItemFilterName, type ItemFilters, itemFilterNames } from '#lib/domain/inbox-choices.ts';
import type { LifeStatus } from '#lib/domain/publication/life.ts';
import { loadBase } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { contains, containsFolded } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { alikeItems } from './alike-items.ts';
import { fewItems, hasLines, hasPart, inLines, inPayments, isOneOf } from './few-items.ts';
import { dueKey, itemTaxSql, signed, totalKey } from './item-search.ts';
import { unreadCondition } from './read-marks.ts';

type Value<Kind extends FilterValue['kind']> = Extract<FilterValue, { kind: Kind }>;

/** What holds for rows of "Item" as `i` that all of these filters show. One that makes no sense is left out. */
export async function filterConditions(db: Db, scope: BusinessScope, where: ItemFilters): Promise<Prisma.Sql[]> {
  const conditions = itemFilterNames.map(async (name) => {
    const text = where[name];
    const value = text === undefined ? null : readFilter(name, text);
    return value ? [await conditionOf(db, scope, name, value)] : [];
  });
  return (await Promise.all(conditions)).flat();
}

function conditionOf(
  db: Db,
  scope: BusinessScope,
  name: ItemFilterName,
  value: FilterValue,
): Prisma.Sql | Promise<Prisma.Sql> {
  switch (value.kind) {
    case 'entries':
      return ofEntries(db, scope, name, value);
    case 'choices':
      return ofChoices(db, scope, name, value);
    case 'amounts':
      return between(amounts[name] ?? totalKey, value, 'numeric');
    case 'text':
      return ofText(name, value);
    case 'noDate':
      return Prisma.sql`${dateKeys[name] ?? issuedOn} = ${NO_DATE}::date`;
    case 'dates':
    case 'period':
      return ofDays(db, scope, name, value);
  }
}

/** As lists show and order them. */
const amounts: Partial<Record<ItemFilterName, Prisma.Sql>> = {
  total: totalKey,
  tax: signed(itemTaxSql),
  net: signed(Prisma.sql`(i."total" - COALESCE(${itemTaxSql}, 0))`),
};

/** Written as in the indexes by date (0006_item_lists), where the first day stands for none. */
const NO_DATE = '0001-01-01';
const FIRST_DAY = '0001-01-02';
const issuedOn = Prisma.sql`COALESCE(i."issuedOn", DATE '0001-01-01')`;
const dateKeys: Partial<Record<ItemFilterName, Prisma.Sql>> = { date: issuedOn, due: dueKey };

async function ofDays(
  db: Db,
  { businessId }: BusinessScope,
  name: ItemFilterName,
  value: Value<'dates'> | Value<'period'>,
): Promise<Prisma.Sql> {
  const timeZone = value.kind === 'period' || name === 'added' ? (await loadBase(db, businessId)).timeZone : null;
  const days = value.kind === 'period' ? daysOf(value.period, todayIn(timeZone, new Date())) : value;
  const key = dateKeys[name];
  // What has no date is before no day.
  if (key) return between(key, { from: days.from ?? FIRST_DAY, to: days.to }, 'date');
  const zone = timeZone ?? 'UTC';
  const midnight = (day: string, later: number) =>
    Prisma.sql`(${day}::date + ${later}::int)::timestamp AT TIME ZONE ${zone}`;
  return all([
    ...(days.from ? [Prisma.sql`i."createdAt" >= ${midnight(days.from, 0)}`] : []),
    ...(days.to ? [Prisma.sql`i."createdAt" < ${midnight(days.to, 1)}`] : []),
  ]);
}

function ofText(name: ItemFilterName, { text }: Value<'text'>): Prisma.Sql {
  const column = name === 'reference' ? Prisma.sql`i."reference"` : Prisma.sql`i."description"`;
  // All that is searched for is in one indexed text.
  const found = containsFolded(Prisma.sql`i."searchText"`, text);
  const inIt = Prisma.sql`(${found} AND ${contains(column, text)})`;
  if (name === 'reference') return inIt;
  return any([
    inIt,
    Prisma.sql`(${found} AND ${hasPart(Prisma.sql`"LineItem"`, contains(Prisma.sql`part."description"`, text))})`,
  ]);
}

async function ofChoices(
  db: Db,
  scope: BusinessScope,
  name: ItemFilterName,
  { words }: Value<'choices'>,
): Promise<Prisma.Sql> {
  const alike = name === 'duplicate' ? await alikeItems(db, scope.businessId) : [];
  return any(words.map((word) => choice(scope, name, word, alike)));
}

function choice(scope: BusinessScope, name: ItemFilterName, word: string, alike: readonly string[]): Prisma.Sql {
  const isYes = word === 'yes';
  const yesNo = (condition: Prisma.Sql) => (isYes ? condition : Prisma.sql`NOT ${condition}`);
  switch (name) {
    case 'type':
      return Prisma.sql`i."type" = ${word}::"ItemType"`;
    case 'taxMode':
      return Prisma.sql`i."taxMode" = ${word}::"TaxMode"`;
    case 'publishTo':
      return Prisma.sql`i."publishTo" = ${word}::"PublishTo"`;
    case 'unread':
      return yesNo(Prisma.sql`(${unreadCondition(scope)})`);
    case 'lines':
      return isYes ? anyOf(Prisma.sql`"LineItem"`) : Prisma.sql`NOT ${hasLines}`;
    case 'exported':
      return yesNo(Prisma.sql`(i."exportedAt" IS NOT NULL)`);
    case 'claim':
      return yesNo(Prisma.sql`(i."claimId" IS NOT NULL)`);
    case 'books':
      return inBooks(word);
    case 'problem':
      return yesNo(Prisma.sql`(i."status" IN ('TO_REVIEW', 'REFUSED'))`);
    case 'auto':
      return autoPublished(word);
    case 'duplicate':
      return ofDuplicates(word, Prisma.sql`i."id" = ANY(${[...alike]}::uuid[])`);
    default:
      return paid(word);
  }
}

/** As it was judged last, which holds for what is ready as it is; what was done or stopped stays so. */
function autoPublished(word: string): Prisma.Sql {
  const isSo =
    word === 'stopped' || word === 'done'
      ? Prisma.sql`a."state" = ${word.toUpperCase()}::"AutoPublishState"`
      : Prisma.sql`i."status" = 'READY' AND a."itemRevision" = i."revision" AND ${
          word === 'waiting'
            ? Prisma.sql`a."state" = 'WAITING'`
            : Prisma.sql`a."state" = 'HELD' AND (${word} = 'held' OR ${word} = ANY(a."guards"))`
        }`;
  return Prisma.sql`EXISTS (SELECT FROM "AutoPublication" a WHERE a."itemId" = i."id" AND ${isSo})`;
}

function ofDuplicates(word: string, isAlike: Prisma.Sql): Prisma.Sql {
  if (word === 'yes') return Prisma.sql`(${isAlike})`;
  return word === 'books' ? Prisma.sql`i."mayBeInBooks"` : Prisma.sql`NOT (i."mayBeInBooks" OR ${isAlike})`;
}

const lifeOfWord: Record<string, readonly LifeStatus[]> = {
  draft: ['DRAFT'],
  submitted: ['SUBMITTED'],
  approved: ['AUTHORISED'],
  partPaid: ['PART_PAID'],
  paid: ['PAID'],
  gone: ['VOIDED', 'DELETED'],
};

/** What became of it in the books, as last seen there or, before anybody has looked, as it was sent. */
function inBooks(word: string): Prisma.Sql {
  const statuses = lifeOfWord[word];
  const isSo = statuses
    ? Prisma.sql`COALESCE(p."lifeStatus"::text, p."publishAs"::text) = ANY(${[...statuses]})`
    : Prisma.sql`jsonb_array_length(p."life" -> 'edits') > 0`;
  return Prisma.sql`EXISTS (SELECT FROM "Publication" p
    WHERE p."itemId" = i."id" AND p."state" IN ('POSTED', 'COMPLETE') AND ${isSo})`;
}

/** What has been paid of it, whichever way: nothing, some of the total, or all. */
function paid(word: string): Prisma.Sql {
  if (word === 'no') return Prisma.sql`NOT ${hasPayments}`;
  const isWhole = Prisma.sql`(SELECT COALESCE(sum(abs(p."amount")), 0) FROM "ItemPayment" p WHERE p."itemId" = i."id")
    >= COALESCE(abs(i."total"), 'Infinity')`;
  return Prisma.sql`(${anyOf(Prisma.sql`"ItemPayment"`)} AND ${word === 'yes' ? isWhole : Prisma.sql`NOT ${isWhole}`})`;
}

async function ofEntries(
  db: Db,
  scope: BusinessScope,
  name: ItemFilterName,
  { ids: asked, words }: Value<'entries'>,
): Promise<Prisma.Sql> {
  const ids = mayGiveWay.has(name) ? await withSuccessors(db, scope, asked) : asked;
  const isNone = words.includes('none') || words.includes('nobody');
  const column = (name: string) => Prisma.raw(`i."${name}"`);
  const own = (name: string) => [
    ...(ids.length > 0 ? [isOneOf(column(name), ids)] : []),
    ...(isNone ? [Prisma.sql`${column(name)} IS NULL`] : []),
  ];
  switch (name) {
    case 'contact':
      return any(own('contactId'));
    case 'flag':
      return any([...own('flagId'), ...(words.includes('any') ? [Prisma.sql`i."flagId" IS NOT NULL`] : [])]);
    case 'owner':
      return any([...own('ownerId'), ...(words.includes('me') ? [await mine(db, scope)] : [])]);
    case 'submitter': {
      const people = words.includes('me') ? [...ids, userIdOf(scope.actor)] : ids;
      return isOneOf(
        Prisma.sql`i."submittedByUserId"`,
        people.flatMap((id) => id ?? []),
      );
    }
    case 'currency':
      return ofCurrencies(db, scope, ids, words);
    case 'publishAs':
      return any(ids.map((status) => Prisma.sql`i."publishAs" = ${status}::"PublishAs"`));
    case 'cause':
      return any(ids.map((key) => Prisma.sql`i."failureCause" = ${key}`));
    case 'method':
      return fewItems(db, scope, [], [inPayments('paymentMethodId', ids)]);
    case 'product':
      return fewItems(db, scope, [], [inLines('productId', ids)]);
    case 'rebill':
      return fewItems(db, scope, [], [inLines('rebillableContactId', ids)]);
    default:
      return codedWith(db, scope, codingColumns[name] ?? 'accountId', ids, isNone);
  }
}

/** Whose entries another may have taken the place of, here or in other books. */
const mayGiveWay: ReadonlySet<ItemFilterName> = new Set([
  ...(['contact', 'category', 'taxRate', 'tracking1', 'tracking2', 'product', 'rebill'] as const),
]);

/** A view, or an export that is made by itself, goes on showing what it did after a merge. */
async function withSuccessors(db: Db, { businessId }: BusinessScope, ids: readonly string[]): Promise<string[]> {
  return [...new Set([...ids, ...(await successors(db, businessId, ids)).values()])];
}

const codingColumns: Partial<Record<ItemFilterName, string>> = {
  category: 'accountId',
  taxRate: 'taxRateId',
  tracking1: 'tracking1OptionId',
  tracking2: 'tracking2OptionId',
};

/** An item with lines is coded by these, and any of them will do; nothing else of it counts then. */
async function codedWith(db: Db, scope: BusinessScope, name: string, ids: readonly string[], isNone: boolean) {
  const column = Prisma.raw(`i."${name}"`);
  const line = Prisma.raw(`part."${name}"`);
  const isEmpty = Prisma.sql`CASE WHEN ${hasLines}
    THEN ${hasPart(Prisma.sql`"LineItem"`, Prisma.sql`${line} IS NULL`)} ELSE ${column} IS NULL END`;
  const found =
    ids.length === 0
      ? []
      : [
          await fewItems(
            db,
            scope,
            [{ holds: Prisma.sql`(${isOneOf(column, ids)} AND NOT ${hasLines})`, byIndex: isOneOf(column, ids) }],
            [inLines(name, ids)],
          ),
        ];
  return any([...found, ...(isNone ? [isEmpty] : [])]);
}

async function ofCurrencies(db: Db, { businessId }: BusinessScope, ids: readonly string[], words: readonly string[]) {
  const { baseCurrency: base } = await loadBase(db, businessId);
  return any([
    ...(ids.length > 0 ? [isOneOf(Prisma.sql`i."currency"`, ids, 'text')] : []),
    // An item without one is in the base currency.
    ...(ids.includes(base) ? [Prisma.sql`i."currency" IS NULL`] : []),
    ...(words.includes('foreign') ? [Prisma.sql`i."currency" <> ${base}`] : []),
  ]);
}

async function mine(db: Db, { businessId, actor }: BusinessScope): Promise<Prisma.Sql> {
  const userId = userIdOf(actor);
  const ownerId = userId && (await ownerOfMember(db, businessId, userId));
  return Prisma.sql`i."ownerId" = ${ownerId}::uuid`;
}

/** The same of those that few may have: the database then begins with the parts. */
const anyOf = (table: Prisma.Sql) => Prisma.sql`EXISTS (SELECT FROM ${table} AS part WHERE part."itemId" = i."id")`;
const hasPayments = hasPart(Prisma.sql`"ItemPayment"`);

function between(
  column: Prisma.Sql,
  { from, to }: { from: string | null; to: string | null },
  type: 'numeric' | 'date',
) {
  const sqlType = Prisma.raw(type);
  // Items without the amount have a key below all others.
  return all([
    Prisma.sql`${column} >= ${from ?? (type === 'numeric' ? '-1e14' : FIRST_DAY)}::${sqlType}`,
    ...(to === null ? [] : [Prisma.sql`${column} <= ${to}::${sqlType}`]),
  ]);
}

const any = (conditions: readonly Prisma.Sql[]) =>
  conditions.length === 0 ? Prisma.sql`FALSE` : Prisma.sql`(${Prisma.join([...conditions], ' OR ')})`;
const all = (conditions: readonly Prisma.Sql[]) => Prisma.sql`(${Prisma.join([...conditions], ' AND ')})`;
