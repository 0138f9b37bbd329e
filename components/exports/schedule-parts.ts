import { type FormParts, firstParts, formOf } from '#components/items/export/form-parts.ts';
import type { ExportForm } from '#lib/domain/export/export-form.ts';
import type { CoveredDay, ExportCovers, ExportRhythm } from '#lib/domain/export/export-rhythm.ts';
import { clockText, readClock } from '#lib/domain/export/export-rhythm.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { ColumnChoices } from '#lib/inbox/export/export-column-sets.ts';
import type { ListPlace } from '#lib/inbox/inbox-query.ts';
import type { ScheduledExportView } from '#lib/inbox/scheduled-exports/list-schedules.ts';
import type { ScheduledExportInput } from '#lib/inbox/scheduled-exports/schedule-input.ts';

/** The lists that one can be of without a view. */
export const INBOX = 'inbox';
export const ARCHIVE = 'archive';
/** As a list was shown, filters and all. */
export const SHOWN = 'shown';

/** What is typed and chosen, before it is sent. */
export type ScheduleParts = {
  name: string;
  workspace: Workspace;
  /** One of the lists above, or the id of a view. */
  list: string;
  covers: ExportCovers;
  coveredDay: CoveredDay;
  file: FormParts;
  every: ExportRhythm['every'];
  days: number[];
  day: number;
  time: string;
  members: string[];
  addresses: string;
  way: 'file' | 'link';
  linkDays: '7' | '30' | '90';
  message: string;
  sendsEmpty: boolean;
};

export type ShownList = { workspace: Workspace; place: ListPlace; words: string };

/** As one is set up at first: the day before, each morning. */
export function newParts(choices: ColumnChoices, shown: ShownList | null): ScheduleParts {
  return {
    ...{ name: '', workspace: shown?.workspace ?? 'COSTS', list: shown ? (shown.place.view ?? SHOWN) : ARCHIVE },
    ...{ covers: 'LAST_MONTH', coveredDay: 'added', file: firstParts(choices) },
    ...{ every: 'MONTHLY', days: [1], day: 1, time: '07:00', members: [], addresses: '' },
    ...{ way: 'file', linkDays: '30', message: '', sendsEmpty: false },
  };
}

export function partsOf(view: ScheduledExportView, choices: ColumnChoices): ScheduleParts {
  const { name, workspace, covers, coveredDay, rhythm, message, sendsEmpty, place, viewId } = view;
  const isPlain = Object.keys(place.where).length === 0 && place.search === '' && place.filter === 'all';
  return {
    ...{ name, workspace, covers, coveredDay, message, sendsEmpty },
    list: viewId ?? (isPlain ? place.from : SHOWN),
    file: firstParts({ ...choices, last: view.form }),
    every: rhythm.every,
    days: rhythm.every === 'WEEKLY' ? rhythm.days : [1],
    day: rhythm.every === 'MONTHLY' ? rhythm.day : 1,
    time: clockText(view.minute),
    members: view.recipients.flatMap((each) => (each.kind === 'member' ? [each.userId] : [])),
    addresses: view.recipients.flatMap((each) => (each.kind === 'address' ? [each.address] : [])).join(', '),
    way: view.asLink ? 'link' : 'file',
    linkDays: view.linkDays === 7 ? '7' : view.linkDays === 90 ? '90' : '30',
  };
}

type Asked = Omit<ScheduledExportInput, 'form'> & { form: ExportForm };

/** What is sent of it. A time that is none is sent as one that is refused at its field. */
export function inputOf(parts: ScheduleParts, scheduleId: string | null, shown: ShownList | null): Asked {
  const { name, workspace, list, covers, coveredDay, message, sendsEmpty } = parts;
  const isView = ![INBOX, ARCHIVE, SHOWN].includes(list);
  const plain: ListPlace = {
    ...{ from: list === INBOX ? INBOX : ARCHIVE, search: '', filter: 'all', where: {}, view: null },
    ...{ sort: list === INBOX ? 'added' : 'archived', isDescending: true },
  };
  const addresses = parts.addresses.split(/[\s,;]+/).filter((address) => address !== '');
  return {
    ...{ scheduleId, name, workspace, covers, coveredDay, message, sendsEmpty },
    place: list === SHOWN && shown ? { ...shown.place, view: null } : plain,
    viewId: isView ? list : null,
    form: formOf(parts.file),
    rhythm: rhythmOf(parts),
    minute: readClock(parts.time) ?? -1,
    recipients: [
      ...parts.members.map((userId) => ({ kind: 'member', userId }) as const),
      ...addresses.map((address) => ({ kind: 'address', address }) as const),
    ],
    asLink: parts.way === 'link',
    linkDays: parts.linkDays === '7' ? 7 : parts.linkDays === '90' ? 90 : 30,
  };
}

export function rhythmOf({ every, days, day }: Pick<ScheduleParts, 'every' | 'days' | 'day'>): ExportRhythm {
  if (every === 'WEEKLY') return { every, days };
  return every === 'MONTHLY' ? { every, day } : { every };
}
