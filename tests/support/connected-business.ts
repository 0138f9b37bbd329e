import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { db } from '#lib/db.ts';
import type { PersonScope } from '#lib/scope.ts';
import { connect } from './connect.ts';
import type { ConnectedBusiness } from './publishing.ts';
import { control } from './sandbox-control.ts';
import { demoEmails } from './sign-in.ts';
import { people } from './visit-ledger.ts';

/** A business in which the demo people work, connected to books of its own at the sandbox: the stack's worker has read them. */
export async function aBusinessWithBooks(): Promise<ConnectedBusiness & { slug: string }> {
  const id = randomUUID().slice(0, 8);
  const organisation = `Books ${id} Ltd`;
  const made = await control<{ organisation: { id: string } }>('POST', '/organisations', {
    name: organisation,
    country: 'GB',
    tracking: { Region: ['North', 'South'] },
    // Not who connects the demo's organisation in a story of its own, and is to have allowed that one alone.
    members: { [people.oliver]: 'FINANCIALADVISER' },
  });
  const members = await db.user.findMany({ where: { email: { in: Object.values(demoEmails) } } });
  const admin = members.find(({ email }) => email === demoEmails.ADMIN);
  if (!admin) throw new Error('There is no admin among the demo people');
  const { id: businessId, slug } = await db.business.create({
    data: {
      ...{ name: `Vine ${id}`, slug: `vine-${id}`, country: 'GB', baseCurrency: 'GBP' },
      memberships: {
        create: members.map(({ id: userId, email }) => ({
          userId,
          role: email === demoEmails.ADMIN ? 'ADMIN' : email === demoEmails.BOOKKEEPER ? 'BOOKKEEPER' : 'SUBMITTER',
        })),
      },
    },
  });
  const actor = { kind: 'person', userId: admin.id, name: admin.name, role: 'ADMIN' } as const;
  const scope: PersonScope = { businessId, actor };
  const connectionId = await connect(scope, { email: people.oliver, organisations: [organisation] });
  await expect
    .poll(() => db.syncRun.count({ where: { connectionId, status: 'COMPLETE' } }), { timeout: 60_000 })
    .toBeGreaterThan(0);
  return { scope, connectionId, organisation, organisationId: made.organisation.id, slug };
}
