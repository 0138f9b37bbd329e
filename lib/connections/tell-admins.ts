import type { Db } from '#lib/db.ts';
import { type ConnectionReason, connectionReasonTexts } from '#lib/domain/connection.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { readPreferences } from '#lib/domain/read-preferences.ts';
import { env } from '#lib/env.ts';
import { ledgerTitle, storedLedger } from '#lib/ledger/ledgers.ts';
import { writeMails } from '#lib/mail/write-mails.ts';

/**
 * Writes to the admins of the business who want to hear of it that its connection needs reconnecting, in the transaction
 * that finds it out.
 */
export async function tellAdmins(transaction: Db, connectionId: string, reason: ConnectionReason): Promise<void> {
  const connection = await transaction.connection.findUniqueOrThrow({
    where: { id: connectionId },
    select: { ledger: true, organisationName: true, business: { select: { id: true, slug: true, name: true } } },
  });
  const { business, organisationName } = connection;
  const ledger = ledgerTitle(storedLedger(connection));
  const admins = await transaction.user.findMany({
    where: { memberships: { some: { businessId: business.id, role: 'ADMIN' } } },
    select: { name: true, email: true, preferences: true },
    orderBy: { name: 'asc' },
  });
  await writeMails(transaction, {
    businessId: business.id,
    kind: 'connectionLost',
    to: admins.filter(({ preferences }) => readPreferences(preferences).notices.connectionLost),
    content: {
      title: `${isolated(business.name)}: ${ledger} needs reconnecting`,
      paragraphs: [
        `Intray can no longer reach ${isolated(organisationName)} in ${ledger}. ${connectionReasonTexts[reason](ledger)}`,
        'Nothing is lost. What was to be published waits, and goes on by itself once an admin has reconnected.',
      ],
      button: {
        label: 'Reconnect',
        url: `${env().APP_URL}${connectionPaths(business.slug).overview(connection.ledger, connectionId)}`,
      },
      footer: `You get this because you are an admin of ${isolated(business.name)} in Intray.`,
    },
  });
}
