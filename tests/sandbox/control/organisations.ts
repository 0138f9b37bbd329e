import { z } from 'zod';
import { isCurrencyCode } from '../accounting/organisations/currency-codes.ts';
import { type Country, ORGANISATION_PLANS, ROLES } from '../accounting/organisations/record.ts';
import { seedContacts } from '../seeds/contacts.ts';
import { addItems } from '../seeds/items.ts';
import { addLargeBooks } from '../seeds/large.ts';
import { addOrganisation, CURRENCY_NAMES, SEEDED_COUNTRIES } from '../seeds/organisation.ts';
import { organisationOf, userOf } from './find.ts';
import { ControlProblem, control, nothing } from './reply.ts';

const count = z.number().int().min(0).max(100_000).default(0);
const limits = z.object({ minute: z.number(), day: z.number(), concurrent: z.number() }).partial();
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
      id: z.uuid().optional(),
      name: z.string().min(1),
      country: z.enum(Object.keys(SEEDED_COUNTRIES) as [Country, ...Country[]]).default('GB'),
      currencies: z.array(currency).default([]),
      tracking: z.record(z.string(), z.array(z.string())).default({}),
      /** Members by e-mail; everyone is an adviser unless a role is given. */
      members: z.record(z.string(), z.enum(ROLES)).default({ 'amelia@harbour.example': 'FINANCIALADVISER' }),
      contacts: count,
      accounts: count,
      bills: count,
      limits: limits.optional(),
    })
    .strict(),
  (sandbox, body) =>
    sandbox.store.transact(() => {
      if (sandbox.organisations.all().some(({ name }) => name === body.name)) {
        throw new ControlProblem(409, `There is an organisation ${body.name} already.`);
      }
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
        tracking: body.tracking,
        members,
        details: { limits: body.limits },
      });
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
      approvalsPerMonth: z.number().int().nullable(),
      currencies: z.array(currency),
      limits: limits.nullable(),
    })
    .partial()
    .strict(),
  (sandbox, { currencies, ...changes }, params) => {
    const organisation = organisationOf(sandbox, params.organisation);
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
    const others = organisation.members.filter((member) => member.userId !== userId);
    const members = role ? [...others, { userId, role, isSubscriber: false }] : others;
    return sandbox.store.transact(() => sandbox.organisations.put({ ...organisation, members }));
  },
);
