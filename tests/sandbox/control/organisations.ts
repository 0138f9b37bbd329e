import { z } from 'zod';
import { internalCall } from '../accounting/api/internal-call.ts';
import { isCurrencyCode } from '../accounting/organisations/currency-codes.ts';
import { type Country, ORGANISATION_PLANS, ROLES } from '../accounting/organisations/record.ts';
import { createCategory } from '../accounting/tracking/write.ts';
import type { Sandbox } from '../sandbox.ts';
import { seedContacts } from '../seeds/contacts.ts';
import { addItems } from '../seeds/items.ts';
import { addLargeBooks } from '../seeds/large.ts';
import { addOrganisation, CURRENCY_NAMES, SEEDED_COUNTRIES } from '../seeds/organisation.ts';
import { organisationOf, userOf } from './find.ts';
import { ControlProblem, control, nothing } from './reply.ts';

const count = z.number().int().min(0).max(100_000).default(0);
const limit = z.number().int().positive();
const limits = z.object({ minute: limit, minuteMs: limit, day: limit, concurrent: limit }).partial().strict();
const currency = z.string().refine(isCurrencyCode, { error: 'That is no currency.' });
const calendarDate = z.iso.date().nullable();

/** Who and what there is. */
export const describe = control(nothing, (sandbox) => ({
  clock: new Date(sandbox.clock.now()).toISOString(),
  apps: sandbox.apps.all(),
  users: sandbox.users.all(),
  organisations: sandbox.organisations.all(),
  connections: sandbox.connections.all(),
}));

/** Adds an organisation, as large as wished. */
export const createOrganisation = control(
  z
    .object({
      id: z.uuid().toLowerCase().optional(),
      name: z.string().min(1),
      country: z.enum(Object.keys(SEEDED_COUNTRIES) as [Country, ...Country[]]).default('GB'),
      currencies: z.array(currency).default([]),
      tracking: z.record(z.string(), z.array(z.string().trim())).default({}),
      /** Members by e-mail; everyone is an adviser unless a role is given. */
      members: z
        .record(z.string(), z.enum(ROLES))
        .refine((members) => Object.keys(members).length > 0, { error: 'An organisation has at least one member.' })
        .default({ 'amelia@harbour.example': 'FINANCIALADVISER' }),
      contacts: count,
      accounts: count,
      bills: count,
      limits: limits.optional(),
    })
    .strict(),
  (sandbox, body) =>
    sandbox.store.transact(() => {
      if (sandbox.organisations.get(body.id)) {
        throw new ControlProblem(409, `There is an organisation ${body.id} already.`);
      }
      refuseTakenName(sandbox, body.name);
      const members = Object.entries(body.members).map(([email, role], index) => ({
        userId: userOf(sandbox, email).id,
        role,
        isSubscriber: index === 0,
      }));
      const organisation = addOrganisation(sandbox, {
        ...(body.id && { id: body.id }),
        name: body.name,
        country: body.country,
        currencies: body.currencies,
        members,
        details: { limits: body.limits },
      });
      const subscriber = sandbox.users.require(organisation.members[0]?.userId ?? '');
      const call = internalCall(sandbox, organisation, subscriber);
      for (const [name, options] of Object.entries(body.tracking)) createCategory(call, name, options);
      const books = sandbox.books(organisation.id);
      for (const contact of seedContacts(body.country, sandbox.clock.now())) books.contacts.put(contact);
      addItems(sandbox, organisation);
      addLargeBooks(sandbox, organisation, body);
      return { organisation, contacts: books.contacts.size, accounts: books.accounts.size };
    }),
);

/** Changes what the owner of an organisation may change. `null` removes a lock date or a limit. */
export const changeOrganisation = control(
  z
    .object({
      name: z.string().min(1),
      periodLockDate: calendarDate,
      endOfYearLockDate: calendarDate,
      plan: z.enum(ORGANISATION_PLANS),
      approvalsPerMonth: z.number().int().min(0).nullable(),
      currencies: z.array(currency),
      limits: limits.nullable(),
    })
    .partial()
    .strict(),
  (sandbox, { currencies, ...changes }, params) => {
    const organisation = organisationOf(sandbox, params.organisation);
    if (changes.name !== undefined) refuseTakenName(sandbox, changes.name, organisation.id);
    const books = sandbox.books(organisation.id);
    return sandbox.store.transact(() => {
      for (const code of currencies ?? [])
        books.currencies.put({ id: code, description: CURRENCY_NAMES[code] ?? code });
      const given = Object.entries(changes).map(([name, value]) => [name, value ?? undefined]);
      return sandbox.organisations.put({
        ...organisation,
        ...Object.fromEntries(given),
        isMultiCurrency: books.currencies.size > 1,
      });
    });
  },
);

/** Gives a person a role in an organisation, or with `null` takes it away. */
export const setMember = control(
  z.object({ email: z.string(), role: z.enum(ROLES).nullable() }).strict(),
  (sandbox, { email, role }, params) => {
    const organisation = organisationOf(sandbox, params.organisation);
    const userId = userOf(sandbox, email).id;
    const known = organisation.members.find((member) => member.userId === userId);
    const changed = role ? [{ userId, role, isSubscriber: known?.isSubscriber ?? false }] : [];
    const members = known
      ? organisation.members.flatMap((member) => (member === known ? changed : member))
      : [...organisation.members, ...changed];
    if (members.length === 0) throw new ControlProblem(400, 'An organisation keeps at least one member.');
    return sandbox.store.transact(() => sandbox.organisations.put({ ...organisation, members }));
  },
);

/** Organisations are asked for by name, so that each has one of its own. */
function refuseTakenName(sandbox: Sandbox, name: string, ownId?: string): void {
  if (sandbox.organisations.all().some((other) => other.name === name && other.id !== ownId)) {
    throw new ControlProblem(409, `There is an organisation ${name} already.`);
  }
}
