import type { ShownList } from '#components/exports/schedule-parts.ts';
import { currentFormats } from '#lib/access.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { env, mailServerOf } from '#lib/env.ts';
import { columnChoices } from '#lib/inbox/export/export-column-sets.ts';
import { filterFacts } from '#lib/inbox/filter-entries.ts';
import type { ListPlace } from '#lib/inbox/inbox-query.ts';
import { scheduleChoices } from '#lib/inbox/scheduled-exports/list-schedules.ts';
import { filtersOfAddress } from '#lib/inbox/shown-filters.ts';
import type { PersonScope } from '#lib/scope.ts';
import { saveColumns } from '../actions.ts';
import { saveSchedule } from '../scheduled-actions.ts';

/** What the form needs, whichever it shows. */
export async function formProps(scope: PersonScope, workspace: Workspace) {
  const [columns, choices] = await Promise.all([columnChoices(scope, workspace), scheduleChoices(scope)]);
  return { columns, choices, hasMailServer: mailServerOf(env()) !== null, save: saveSchedule, saveColumns };
}

/** A list with its filters in words. */
export async function shownList(scope: PersonScope, workspace: Workspace, place: ListPlace): Promise<ShownList> {
  const facts = await filterFacts(scope);
  const { shown } = await filtersOfAddress(scope, workspace, place.where, facts, await currentFormats());
  const words = [
    place.from === 'archive' ? 'Archive' : 'Inbox',
    ...(place.search === '' ? [] : [`with “${place.search}”`]),
    ...shown.map(({ label, text }) => `${label}: ${text}`),
  ];
  return { workspace, place, words: words.join('; ') };
}
