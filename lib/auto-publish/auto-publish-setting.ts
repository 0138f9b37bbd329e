import { businessConnection } from '#lib/connections/business-connection.ts';
import { type Db, db } from '#lib/db.ts';
import { parseAutoPublish } from '#lib/domain/auto-publish/auto-publish-schema.ts';
import { type AutoPublishSettings, firstAutoPublish } from '#lib/domain/auto-publish/auto-publish-settings.ts';
import { autoPublishWords } from '#lib/domain/auto-publish/auto-publish-words.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';

/** What a business lets be published by itself. */
export type StoredAutoPublish = { isOn: boolean; settings: AutoPublishSettings; changedAt: Date | null };

export async function loadAutoPublish(db: Db, businessId: string): Promise<StoredAutoPublish> {
  const row = await db.autoPublishing.findUnique({ where: { businessId } });
  return row
    ? { isOn: row.isOn, settings: parseAutoPublish(row.settings), changedAt: row.changedAt }
    : { isOn: false, settings: firstAutoPublish, changedAt: null };
}

/** What the page of the setting shows. */
export type AutoPublishSetting = {
  isOn: boolean;
  settings: AutoPublishSettings;
  baseCurrency: string;
  timeZone: string | null;
  changed: { byName: string; at: string } | null;
  /** Suppliers, customers and payment methods of which something else is chosen. */
  exceptions: { id: string; name: string; kind: 'SUPPLIER' | 'CUSTOMER' | 'PAYMENT_METHOD'; publishes: boolean }[];
  methods: { id: string; name: string; publishes: boolean | null }[];
  /** Items that wait to be published by themselves now, and those that guards hold. */
  waiting: number;
  held: number;
};

/** Exceptions that are listed. */
const MAX_LISTED = 200;

export async function autoPublishSetting({ businessId }: BusinessScope): Promise<AutoPublishSetting> {
  const chosen = { businessId, autoPublish: { not: null } } as const;
  const [row, business, connection, contacts, methods, counts] = await Promise.all([
    db.autoPublishing.findUnique({ where: { businessId } }),
    db.business.findUniqueOrThrow({ where: { id: businessId }, select: { baseCurrency: true } }),
    businessConnection(db, businessId),
    db.contact.findMany({
      where: chosen,
      orderBy: { normalisedName: 'asc' },
      take: MAX_LISTED,
      select: { id: true, name: true, isSupplier: true, autoPublish: true },
    }),
    db.paymentMethod.findMany({
      where: { businessId, archivedAt: null },
      orderBy: { name: 'asc' },
      take: MAX_LISTED,
      select: { id: true, name: true, autoPublish: true },
    }),
    db.autoPublication.groupBy({
      by: ['state'],
      where: { businessId, item: { status: 'READY', place: 'INBOX', deletedAt: null } },
      _count: true,
    }),
  ]);
  const count = (state: string) => counts.find((each) => each.state === state)?._count ?? 0;
  return {
    isOn: row?.isOn ?? false,
    settings: row ? parseAutoPublish(row.settings) : firstAutoPublish,
    baseCurrency: connection?.baseCurrency || business.baseCurrency,
    timeZone: connection?.timeZone ?? null,
    changed: row && { byName: row.changedByName, at: row.changedAt.toISOString() },
    exceptions: contacts.map(({ id, name, isSupplier, autoPublish }) => ({
      ...{ id, name, publishes: autoPublish === true },
      kind: isSupplier ? ('SUPPLIER' as const) : ('CUSTOMER' as const),
    })),
    methods: methods.map(({ id, name, autoPublish }) => ({ id, name, publishes: autoPublish })),
    waiting: count('WAITING'),
    held: count('HELD'),
  };
}

/** From now on. Turned off, nothing more is published by itself; what is on its way already goes on. */
export async function setAutoPublish(
  { businessId, actor }: PersonScope,
  { isOn, settings }: { isOn: boolean; settings: AutoPublishSettings },
  from: RequestOrigin,
): Promise<Result<null>> {
  await db.$transaction(async (transaction) => {
    const before = await transaction.autoPublishing.findUnique({ where: { businessId } });
    const data = { isOn, settings, changedAt: new Date(), changedByName: actor.name };
    await transaction.autoPublishing.upsert({ where: { businessId }, create: { businessId, ...data }, update: data });
    if (!isOn) await forget(transaction, businessId);
    const action = isOn === (before?.isOn ?? false) ? 'autoPublishChanged' : isOn ? 'autoPublishOn' : 'autoPublishOff';
    await recordAudit(transaction, {
      ...{ businessId, userId: null, by: actor, action, from },
      detail: { what: autoPublishWords(settings).join('; ').slice(0, 1_000) },
    });
    await announce(transaction, { businessId, topic: 'items', id: null });
  });
  if (isOn) await enqueue('auto-publish', { businessId });
  return ok(null);
}

async function forget(transaction: Db, businessId: string): Promise<void> {
  await transaction.autoPublication.deleteMany({
    where: { businessId, state: { in: ['WAITING', 'HELD', 'NEVER'] } },
  });
}

/** What is chosen for one supplier, customer or payment method; null leaves it to the rest. */
export async function setAutoPublishOf(
  { businessId, actor }: PersonScope,
  { list, id, publishes }: { list: 'contacts' | 'paymentMethods'; id: string; publishes: boolean | null },
  from: RequestOrigin,
): Promise<Result<null>> {
  const done = await db.$transaction(async (transaction) => {
    const where = { id, businessId };
    const entry =
      list === 'contacts'
        ? await transaction.contact.findFirst({ where, select: { name: true } })
        : await transaction.paymentMethod.findFirst({ where, select: { name: true } });
    if (!entry) return failure('missing', 'This is no longer there. Nothing was changed: reload the page.');
    const data = { autoPublish: publishes };
    if (list === 'contacts') await transaction.contact.updateMany({ where, data });
    else await transaction.paymentMethod.updateMany({ where, data });
    await answersChanged(transaction, businessId);
    const what = publishes === null ? 'as the rest' : publishes ? 'published by itself' : 'never published by itself';
    await recordAudit(transaction, {
      ...{ businessId, userId: null, by: actor, action: 'autoPublishChanged', from },
      detail: { what: `${entry.name}: ${what}` },
    });
    return ok(null);
  });
  if (done.ok) await enqueue('auto-publish', { businessId });
  return done;
}

/** The answers for items may be others from now on: all are asked again. */
export async function answersChanged(transaction: Db, businessId: string): Promise<void> {
  await transaction.autoPublishing.updateMany({ where: { businessId }, data: { changedAt: new Date() } });
}
