'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { ExportFormFields } from '#components/items/export/export-form-fields.tsx';
import type { ExportHandlers } from '#components/items/export/export-types.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { LAST_DAY, weekdays } from '#lib/domain/claims/claim-period.ts';
import { clockWords, coversNames, type exportCovers, readClock } from '#lib/domain/export/export-rhythm.ts';
import { scheduledExportPaths } from '#lib/domain/export/scheduled-paths.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import type { ColumnChoices } from '#lib/inbox/export/export-column-sets.ts';
import type { scheduleChoices } from '#lib/inbox/scheduled-exports/list-schedules.ts';
import type { ScheduledExportInput } from '#lib/inbox/scheduled-exports/schedule-input.ts';
import { ARCHIVE, INBOX, inputOf, rhythmOf, type ScheduleParts, SHOWN, type ShownList } from './schedule-parts.ts';

export type ScheduleFormProps = {
  slug: string;
  scheduleId: string | null;
  first: ScheduleParts;
  /** The list that it was asked for at, or is of without a view. */
  shown: ShownList | null;
  columns: ColumnChoices;
  choices: Awaited<ReturnType<typeof scheduleChoices>>;
  hasMailServer: boolean;
  save: (input: ScheduledExportInput) => Promise<Result<string>>;
  saveColumns: ExportHandlers['saveColumns'];
};

const workspaces = (['COSTS', 'SALES'] as const).map((value) => ({ value, label: workspaceNames[value] }));
const covers = (['YESTERDAY', 'LAST_WEEK', 'LAST_MONTH', 'SINCE', 'ALL'] satisfies (typeof exportCovers)[number][]).map(
  (id) => ({ id, label: coversNames[id] }),
);
const days = [
  { id: 'added', label: 'Added in it' },
  { id: 'date', label: 'Dated in it' },
] as const;
const everies = [
  { value: 'DAILY', label: 'Every day' },
  { value: 'WEEKLY', label: 'Every week' },
  { value: 'MONTHLY', label: 'Every month' },
] as const;
const monthDays = Array.from({ length: LAST_DAY }, (_, place) => ({
  id: String(place + 1),
  label: place + 1 === LAST_DAY ? 'Last day' : `Day ${place + 1}`,
}));
const ways = [
  { value: 'file', label: 'As a file' },
  { value: 'link', label: 'As a link' },
] as const;
const linkDays = [
  { id: '7', label: '7 days' },
  { id: '30', label: '30 days' },
  { id: '90', label: '90 days' },
] as const;

/** What is exported, of which days, as what, when, and to whom. */
export function ScheduleForm({
  slug,
  scheduleId,
  first,
  shown,
  columns: firstColumns,
  choices: { views, members, timeZone },
  hasMailServer,
  save,
  saveColumns,
}: ScheduleFormProps) {
  const router = useRouter();
  const [parts, setParts] = useState(first);
  const [columns, setColumns] = useState(firstColumns);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const change = (part: Partial<ScheduleParts>) => setParts((before) => ({ ...before, ...part }));
  const { workspace, list } = parts;
  const isShownHere = shown?.workspace === workspace;
  const lists = [
    ...(shown && isShownHere ? [{ id: SHOWN, label: 'As it was shown', description: shown.words }] : []),
    { id: ARCHIVE, label: 'The whole archive' },
    { id: INBOX, label: 'The whole inbox' },
    ...views[workspace].map(({ id, name, place }) => ({
      ...{ id, label: name, description: place.from === 'archive' ? 'A view of the archive' : 'A view of the inbox' },
    })),
  ];
  const problemOf = (field: string) => problem?.fields?.[field] ?? '';
  const hasRecipients = parts.members.length > 0 || parts.addresses.trim() !== '';

  async function submit() {
    setPending(true);
    const saved = await save(inputOf(parts, scheduleId, shown)).catch(() =>
      failure('offline', 'The connection broke off, so it is not known whether this was saved. Reload.'),
    );
    setPending(false);
    setProblem(saved.ok ? null : saved.error);
    if (!saved.ok) return;
    toast({ title: `${parts.name.trim()} saved`, description: sentence(clockWords(clockOf(parts))), tone: 'success' });
    router.push(scheduledExportPaths(slug).one(saved.value));
  }

  return (
    <form
      className="flex max-w-2xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {problem && <Banner tone="danger">{problem.message}</Banner>}
      <Group title="What">
        <TextField
          label="Name"
          description="It is the subject of the mails."
          autoComplete="off"
          maxLength={60}
          value={parts.name}
          onChange={(name) => change({ name })}
          problems={problemOf('name')}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          <SegmentedControl<Workspace>
            label="Of"
            choices={workspaces}
            value={workspace}
            onChange={(next) => change({ workspace: next, list: ARCHIVE })}
          />
          <Select
            label="List"
            value={lists.some(({ id }) => id === list) ? list : null}
            placeholder="The view was deleted: choose…"
            options={lists}
            onChange={(id) => change({ list: id })}
            problems={problemOf('view') || problemOf('viewId')}
          />
        </div>
        {list === SHOWN && shown && <p className="text-xs text-muted">{shown.words}</p>}
        <div className="grid gap-3 sm:grid-cols-2">
          <Select label="Days" value={parts.covers} options={covers} onChange={(id) => change({ covers: id })} />
          {parts.covers !== 'ALL' && (
            <Select
              label="Items that were"
              value={parts.coveredDay}
              options={days}
              onChange={(coveredDay) => change({ coveredDay })}
            />
          )}
        </div>
        <p className="text-xs text-muted">
          {parts.covers === 'ALL'
            ? 'Each file holds all that the list shows at the time.'
            : parts.covers === 'SINCE'
              ? 'Each file begins the day after the last one ended, so that no day is left out or told twice. The first holds all days up to the day before.'
              : 'Counted back from the day on which it is made. It stands in place of the list’s own filter by this day.'}
        </p>
      </Group>
      <Group title="File">
        <ExportFormFields
          facts={{ preview: noItems, choices: columns }}
          parts={parts.file}
          onChange={(file) => change({ file })}
          save={saveColumns}
          onSaved={(set) => setColumns((before) => ({ ...before, sets: [...before.sets, set] }))}
        />
      </Group>
      <Group title="When">
        <SegmentedControl
          label="It is made"
          choices={everies}
          value={parts.every}
          onChange={(every) => change({ every })}
        />
        {parts.every === 'WEEKLY' && (
          <fieldset>
            <legend className="mb-1 text-xs font-medium text-muted">On</legend>
            <div className="flex flex-wrap gap-x-4 gap-y-1">
              {weekdays.map((name, place) => (
                <Checkbox
                  key={name}
                  isSelected={parts.days.includes(place + 1)}
                  onChange={(isOn) =>
                    change({
                      days: isOn ? [...parts.days, place + 1] : parts.days.filter((each) => each !== place + 1),
                    })
                  }
                >
                  {name}
                </Checkbox>
              ))}
            </div>
            {problemOf('rhythm.days') && <p className="mt-1 text-xs text-danger">{problemOf('rhythm.days')}</p>}
          </fieldset>
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          {parts.every === 'MONTHLY' && (
            <Select
              label="On"
              value={String(parts.day)}
              options={monthDays}
              onChange={(day) => change({ day: Number(day) })}
            />
          )}
          <TextField
            label="Time"
            description={
              timeZone ? `By the clock of the business, ${timeZone}.` : 'By UTC: the books tell no time zone.'
            }
            autoComplete="off"
            maxLength={5}
            value={parts.time}
            onChange={(time) => change({ time })}
            problems={problemOf('minute')}
          />
        </div>
      </Group>
      <Group title="To whom">
        {!hasMailServer && (
          <Banner tone="warning">
            No mail server is set up for Intray, so nothing is sent. Files are made all the same, and lie under Exports.
          </Banner>
        )}
        <fieldset>
          <legend className="mb-1 text-xs font-medium text-muted">Members</legend>
          <div className="grid max-h-48 gap-x-4 gap-y-1 overflow-y-auto sm:grid-cols-2">
            {members.map(({ id, name, email }) => (
              <Checkbox
                key={id}
                isSelected={parts.members.includes(id)}
                description={email}
                onChange={(isOn) =>
                  change({ members: isOn ? [...parts.members, id] : parts.members.filter((each) => each !== id) })
                }
              >
                {name}
              </Checkbox>
            ))}
          </div>
        </fieldset>
        <TextField
          label="Other addresses"
          description="With commas between them. Whoever reads there gets the whole file: give addresses with care."
          autoComplete="off"
          value={parts.addresses}
          onChange={(addresses) => change({ addresses })}
          problems={problemOf('recipients')}
        />
        {hasRecipients ? (
          <>
            <div className="grid items-end gap-3 sm:grid-cols-2">
              <SegmentedControl
                label="It is sent"
                choices={ways}
                value={parts.way}
                onChange={(way) => change({ way })}
              />
              {parts.way === 'link' && (
                <Select
                  label="Each link opens for"
                  value={parts.linkDays}
                  options={linkDays}
                  onChange={(id) => change({ linkDays: id })}
                />
              )}
            </div>
            <p className="text-xs text-muted">
              {parts.way === 'file'
                ? 'A file above 10 MB goes as a link.'
                : 'Everybody gets a link of their own, which can be revoked under Exports, and you see when it is opened.'}
            </p>
            <TextField
              label="Message"
              rows={3}
              maxLength={2_000}
              value={parts.message}
              onChange={(message) => change({ message })}
              problems={problemOf('message')}
            />
            <Checkbox isSelected={parts.sendsEmpty} onChange={(sendsEmpty) => change({ sendsEmpty })}>
              Tell them too when there was nothing to export
            </Checkbox>
          </>
        ) : (
          <p className="text-xs text-muted">Without anybody, the file is made and lies under Exports.</p>
        )}
      </Group>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" isPending={isPending}>
          Save
        </Button>
        <p className="text-xs text-muted">
          {readClock(parts.time) !== null && `It is made ${clockWords(clockOf(parts))}, with your rights.`}
        </p>
      </div>
    </form>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h2 className="border-b pb-2 text-sm font-semibold">{title}</h2>
      {children}
    </section>
  );
}

const clockOf = (parts: ScheduleParts) => ({ rhythm: rhythmOf(parts), minute: readClock(parts.time) ?? 0 });

/** `Each Monday at 07:00.` */
const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** How many there will be is not known: what is too many is told of the run. */
const noItems = {
  ...{ items: 0, exportedBefore: 0, lastExportedAt: null, documents: 0, byteSize: 0, inInbox: 0, archives: false },
};
