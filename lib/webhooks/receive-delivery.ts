import { createHash } from 'node:crypto';
import { db } from '#lib/db.ts';
import type { LedgerEvent } from '#lib/ledger/ledger-webhooks.ts';
import { type LedgerName, webhooksOf } from '#lib/ledger/ledgers.ts';
import { log } from '#lib/log.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { refreshContacts } from './refresh-contacts.ts';

/** Genuine or not is all that whoever delivers is told. */
export type Received = 'taken' | 'notGenuine';

/** What a document that we have just posted or given its file to is told of is our own doing. */
const ECHO_MS = 60_000;

/**
 * Takes what a ledger delivers: the signature is that of exactly these bytes, each delivery counts once, and what it
 * tells of only says where to look. Documents of ours that it names are read by the job that follows them, contacts by a
 * refresh of their list, however many are told of; everything else is passed over, and so is an organisation that
 * nobody has connected.
 */
export async function receiveDelivery(ledger: LedgerName, signature: string | null, body: Buffer): Promise<Received> {
  const webhooks = webhooksOf(ledger);
  if (!webhooks?.isGenuine(signature, body)) {
    await noteRefused(ledger);
    return 'notGenuine';
  }
  const events = webhooks.read(body);
  if (!events) log.warn({ ledger, bytes: body.length }, 'a webhook that cannot be read');
  const told = await db.$transaction(async (transaction) => {
    // The database's clock, as whoever reads what is asked for goes by it.
    const [{ now } = { now: new Date() }] = await transaction.$queryRaw<{ now: Date }[]>`
      SELECT clock_timestamp()::timestamptz(3) AS "now"`;
    await transaction.webhookState.upsert({
      where: { ledger },
      create: { ledger, receivedAt: now },
      update: { receivedAt: now },
    });
    if (!events || events.length === 0) return [];
    const digest = createHash('sha256').update(body).digest('hex');
    const { count } = await transaction.webhookDelivery.createMany({
      data: { ledger, digest, events: events.length },
      skipDuplicates: true,
    });
    return count === 0 ? [] : noteOf(transaction, ledger, events, now);
  });
  for (const { connectionId, hasDocuments, hasContacts } of told) {
    if (hasDocuments) await enqueue('follow-documents', { connectionId });
    if (hasContacts) await refreshContacts(connectionId);
  }
  log.info({ ledger, events: events?.length ?? 0, connections: told.length }, 'a webhook was taken');
  return 'taken';
}

type Told = { connectionId: string; hasDocuments: boolean; hasContacts: boolean };

/** Notes for each connection that it was told of something, and what of it has to be read. */
async function noteOf(
  transaction: Prisma.TransactionClient,
  ledger: LedgerName,
  events: readonly LedgerEvent[],
  now: Date,
): Promise<Told[]> {
  const connections = await transaction.connection.findMany({
    where: {
      ledger,
      status: 'CONNECTED',
      organisationId: { in: [...new Set(events.map(({ organisationId }) => organisationId))] },
    },
    select: { id: true, organisationId: true },
    orderBy: { id: 'asc' },
  });
  const told: Told[] = [];
  for (const { id: connectionId, organisationId } of connections) {
    const ours = events.filter((event) => event.organisationId === organisationId);
    const hasDocuments = await tellsOfOurs(transaction, connectionId, ours);
    const hasContacts = ours.some(({ about }) => about === 'contact');
    const note = {
      toldAt: now,
      toldOf: [...new Set(ours.map(({ name }) => name))],
      ...(hasDocuments && { askedAt: now }),
      ...(hasContacts && { contactsWanted: true }),
    };
    await transaction.documentWatch.upsert({
      where: { connectionId },
      create: { connectionId, ...note },
      update: note,
    });
    told.push({ connectionId, hasDocuments, hasContacts });
  }
  return told;
}

/** Most documents that an organisation changes are none of ours. */
async function tellsOfOurs(
  transaction: Prisma.TransactionClient,
  connectionId: string,
  events: readonly LedgerEvent[],
): Promise<boolean> {
  const changedAt = new Map(
    events.filter(({ about }) => about === 'document').map(({ ledgerId, at }) => [ledgerId, at]),
  );
  if (changedAt.size === 0) return false;
  const published = await transaction.publication.findMany({
    where: { connectionId, state: { in: ['POSTED', 'COMPLETE'] }, ledgerId: { in: [...changedAt.keys()] } },
    select: { ledgerId: true, postedAt: true, completedAt: true },
  });
  return published.some(({ ledgerId, postedAt, completedAt }) => {
    const at = changedAt.get(ledgerId ?? '');
    const done = completedAt ?? postedAt;
    return !at || !done || at.getTime() > done.getTime() + ECHO_MS;
  });
}

/** At most once a minute: anybody can send what is not signed. */
async function noteRefused(ledger: LedgerName): Promise<void> {
  const noted = await db.$executeRaw`
    INSERT INTO "WebhookState" ("ledger", "refusedAt") VALUES (${ledger}, now())
    ON CONFLICT ("ledger") DO UPDATE SET "refusedAt" = now()
     WHERE "WebhookState"."refusedAt" IS NULL OR "WebhookState"."refusedAt" < now() - interval '1 minute'`;
  if (noted > 0) log.warn({ ledger }, 'a webhook with a wrong signature');
}
