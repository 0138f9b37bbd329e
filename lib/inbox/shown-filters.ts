import { actorMay } from '#lib/domain/actor.ts';
import { type DateForm, showDate } from '#lib/domain/date-form.ts';
import { cleanFilters, type FilterValue, periodNames, readFilter, writeFilter } from '#lib/domain/filter-values.ts';
import { type ItemFilterName, type ItemFilters, itemFilterNames } from '#lib/domain/inbox-choices.ts';
import { filterLabel, itemFilters } from '#lib/domain/item-filters.ts';
import { type NumberForm, writeNumber } from '#lib/domain/number-form.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { type FilterEntry, type FilterFacts, namedFilterEntries } from './filter-entries.ts';

/** A filter that is set, in words. */
export type ShownFilter = {
  name: ItemFilterName;
  label: string;
  text: string;
  /** As the address says it. */
  value: string;
  /** The entries that it names. */
  entries: FilterEntry[];
};

/** What an address filters by: what holds, and the labels of what makes no sense here and is left out. */
export type FiltersOfAddress = {
  where: ItemFilters;
  shown: ShownFilter[];
  dropped: DroppedFilter[];
};

/** `rights`: whoever looks may not filter by it. */
export type DroppedFilter = { name: ItemFilterName; label: string; because: 'nothing' | 'rights' };

type Formats = { numbers: NumberForm; dates: DateForm };

/** Lists of entries are for those who code; flags are everybody's. */
export const mayFilterBy = (scope: BusinessScope, name: ItemFilterName): boolean => {
  const spec = itemFilters[name];
  return spec.kind !== 'entries' || spec.list === 'flags' || actorMay(scope.actor, 'items.edit');
};

export async function filtersOfAddress(
  scope: BusinessScope,
  workspace: Workspace,
  asked: Readonly<Record<string, unknown>>,
  facts: FilterFacts,
  formats: Formats,
): Promise<FiltersOfAddress> {
  const { filters, dropped } = cleanFilters(asked);
  const label = (name: ItemFilterName) => filterLabel(name, workspace, facts.tracking);
  const left = dropped.map((name): DroppedFilter => ({ name, label: label(name), because: 'nothing' }));
  const where: ItemFilters = {};
  const shown: ShownFilter[] = [];
  const values = await Promise.all(itemFilterNames.map((name) => known(scope, name, filters[name])));
  for (const [index, name] of itemFilterNames.entries()) {
    if (filters[name] === undefined) continue;
    const found = values[index];
    if (!found) {
      left.push({ name, label: label(name), because: mayFilterBy(scope, name) ? 'nothing' : 'rights' });
      continue;
    }
    const value = writeFilter(found.value);
    where[name] = value;
    shown.push({ name, label: label(name), text: textOf(name, found, formats), value, entries: found.entries });
  }
  return { where, shown, dropped: left };
}

type Known = { value: FilterValue; entries: FilterEntry[] };

/** Without the entries that this business does not have; null where nothing is left. */
async function known(scope: BusinessScope, name: ItemFilterName, text: string | undefined): Promise<Known | null> {
  const value = text === undefined ? null : readFilter(name, text);
  if (!value || !mayFilterBy(scope, name)) return null;
  const spec = itemFilters[name];
  if (value.kind !== 'entries' || spec.kind !== 'entries') return { value, entries: [] };
  const entries = value.ids.length > 0 ? await namedFilterEntries(scope, spec.list, value.ids) : [];
  if (entries.length + value.words.length === 0) return null;
  return { value: { ...value, ids: entries.map(({ id }) => id) }, entries };
}

function textOf(name: ItemFilterName, { value, entries }: Known, { numbers, dates }: Formats): string {
  const spec = itemFilters[name];
  const words = 'words' in spec ? spec.words : {};
  switch (value.kind) {
    case 'entries':
      return listed([...value.words.map((word) => words[word] ?? word), ...entries.map(({ label }) => label)]);
    case 'choices':
      return listed(value.words.map((word) => words[word] ?? word));
    case 'amounts':
      return rangeText(value, (amount) => writeNumber(amount, numbers));
    case 'dates':
      return rangeText(value, (date) => showDate(date, dates));
    case 'period':
      return periodNames[value.period];
    case 'noDate':
      return 'None';
    case 'text':
      return `“${value.text}”`;
  }
}

/** So many names are read at a glance. */
const NAMED = 2;

function listed(names: readonly string[]): string {
  const more = names.length - NAMED;
  return more > 0 ? `${names.slice(0, NAMED).join(', ')} and ${more} more` : names.join(' or ');
}

function rangeText<End extends string>(
  { from, to }: { from: End | null; to: End | null },
  show: (end: End) => string,
): string {
  if (from !== null && to !== null) return from === to ? show(from) : `${show(from)} to ${show(to)}`;
  return from !== null ? `from ${show(from)}` : to !== null ? `up to ${show(to)}` : '';
}
