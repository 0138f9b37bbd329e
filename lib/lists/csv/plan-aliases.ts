import type { Db } from '#lib/db.ts';
import { nameKeyOf } from '#lib/domain/contact-name.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { isSeen } from '#lib/domain/text.ts';
import type { ListSource } from '../browse/list-source.ts';
import type { WantedAlias } from '../changes/write-aliases.ts';
import { aliasName, isActiveIn, LONGEST_ALIAS, MAX_ALIASES } from '../contact-aliases.ts';
import { ofBooks } from '../of-books.ts';
import type { CsvTable } from './csv-table.ts';
import { entryFinder } from './found-entry.ts';
import { type ImportPlan, meantBefore } from './plan.ts';

export const aliasTitles = ['Name', 'Aliases'] as const;
type Title = (typeof aliasTitles)[number];

export type AliasesWrite = { kind: 'aliases'; wanted: WantedAlias[] };

/** Aliases in one cell; a name that holds the sign between them has a stroke before it. */
export const aliasCell = (names: readonly string[]): string =>
  names.map((name) => name.replaceAll('|', '\\|')).join(' | ');

const aliasesIn = (cell: string): string[] =>
  cell
    .split(/(?<!\\)\|/)
    .map((name) => aliasName(name.replaceAll('\\|', '|')))
    .filter(isSeen);

/**
 * Which aliases a file would give to contacts, and which it would take from them: those of a contact that it names become
 * exactly the ones of its line. A name means one contact, as when it is given by hand.
 */
export async function planAliases(
  db: Db,
  businessId: string,
  source: ListSource | null,
  role: 'isSupplier' | 'isCustomer',
  { entries }: CsvTable<Title>,
): Promise<ImportPlan<AliasesWrite>> {
  const connectionId = source?.connectionId ?? null;
  const [contacts, aliases] = await Promise.all([
    db.contact.findMany({
      where: ofBooks(businessId, connectionId),
      select: { id: true, name: true, isArchived: true, isSupplier: true, isCustomer: true },
    }),
    db.contactAlias.findMany({
      where: { businessId },
      select: {
        ...{ id: true, name: true, nameKey: true, contactId: true },
        contact: { select: { name: true, connectionId: true, isArchived: true, mergedIntoId: true } },
      },
      orderBy: { normalisedName: 'asc' },
    }),
  ]);
  const words = role === 'isSupplier' ? ['supplier', 'suppliers'] : ['customer', 'customers'];
  const [one = '', many = ''] = words;
  const find = entryFinder(
    contacts.filter((contact) => contact[role]).map((contact) => ({ ...contact, code: null })),
    { one, many },
  );
  const namesakes = new Map(contacts.map((contact) => [nameKeyOf(contact.name), contact]));
  const held = new Map(aliases.map((alias) => [alias.nameKey, alias]));
  const aliasesOf = Map.groupBy(aliases, ({ contactId }) => contactId);
  const plan: ImportPlan<AliasesWrite> = {
    ...{ changes: [], problems: [], unchanged: 0 },
    write: { kind: 'aliases', wanted: [] },
  };
  const lines = new Map<string, number>();
  const rows = entries.flatMap(({ line, cells }) => {
    const { entry, problem } = find(undefined, cells.Name);
    const before = entry && lines.get(entry.id);
    if (entry) lines.set(entry.id, before ?? line);
    if (problem !== null) plan.problems.push({ line, message: problem });
    else if (before !== undefined && before !== null) plan.problems.push({ line, message: meantBefore(before) });
    else if (cells.Aliases === undefined) plan.unchanged++;
    else return [{ line, entry, wanted: aliasesIn(cells.Aliases) }];
    return [];
  });
  // What the file takes from one contact it may give to another.
  const keysOf = new Map(rows.map(({ entry, wanted }) => [entry.id, new Set(wanted.map(nameKeyOf))]));
  const isFreed = (alias: (typeof aliases)[number]) =>
    !isActiveIn(alias.contact, connectionId) || keysOf.get(alias.contactId)?.has(alias.nameKey) === false;
  const given = new Map<string, string>();
  for (const { line, entry, wanted } of rows) {
    const own = aliasesOf.get(entry.id) ?? [];
    const keys = keysOf.get(entry.id) ?? new Set();
    const lost = own.filter(({ nameKey }) => !keys.has(nameKey));
    const added: string[] = [];
    const problems: string[] = [];
    for (const name of wanted) {
      const key = nameKeyOf(name);
      const holder = held.get(key);
      const namesake = namesakes.get(key);
      const earlier = given.get(key);
      if (earlier !== undefined) {
        if (earlier !== entry.id) problems.push(`The file gives “${isolated(name)}” to two.`);
        continue;
      }
      given.set(key, entry.id);
      // It is found by its own name already.
      if (key === nameKeyOf(entry.name) || holder?.contactId === entry.id) continue;
      if (name.length > LONGEST_ALIAS) problems.push(`Shorten “${isolated(name)}” to ${LONGEST_ALIAS} characters.`);
      else if (namesake) problems.push(`There is a contact called ${isolated(namesake.name)}.`);
      else if (holder && !isFreed(holder))
        problems.push(`“${isolated(name)}” is an alias of ${isolated(holder.contact.name)}.`);
      else added.push(name);
    }
    if (own.length - lost.length + added.length > MAX_ALIASES)
      problems.push(`A contact has at most ${MAX_ALIASES} aliases.`);
    plan.problems.push(...problems.map((message) => ({ line, message })));
    if (problems.length > 0) continue;
    if (lost.length + added.length === 0) {
      plan.unchanged++;
      continue;
    }
    plan.changes.push({
      line,
      name: entry.name,
      text: [
        ...(added.length > 0 ? [`Also called ${added.map(isolated).join(', ')}`] : []),
        ...(lost.length > 0 ? [`No longer called ${lost.map(({ name }) => isolated(name)).join(', ')}`] : []),
      ].join('. '),
    });
    plan.write.wanted.push(
      ...lost.map(({ id, name, contactId }) => ({ id, before: { contactId, name }, after: null })),
      // What a contact of other books has by that name goes with it.
      ...added.flatMap((name) => {
        const holder = held.get(nameKeyOf(name));
        const isElsewhere = holder && !isActiveIn(holder.contact, connectionId);
        const freed = isElsewhere
          ? [{ id: holder.id, before: { contactId: holder.contactId, name: holder.name }, after: null }]
          : [];
        return [...freed, { id: null, before: null, after: { contactId: entry.id, name } }];
      }),
    );
  }
  return plan;
}
