'use client';

import { Archive, ArchiveRestore, Flag, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { flagClasses } from '#components/items/flag-mark.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Link } from '#components/ui/link.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { FlagRow } from '#lib/coding/flags.ts';
import { type FlagColour, flagColours, MAX_FLAGS } from '#lib/domain/flag.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import { capitalised } from '#lib/domain/words.ts';

export type FlagListProps = {
  flags: readonly FlagRow[];
  inboxHref: string;
  save: (input: FlagValues & { flagId: string | null }) => Promise<Result<null>>;
  archive: (input: { flagId: string; isArchived: boolean }) => Promise<Result<null>>;
};

type FlagValues = { name: string; colour: FlagColour };

/** *Business settings > Flags*: the business's own marks for items, each with a name and a colour. */
export function FlagList({ flags, inboxHref, save, archive }: FlagListProps) {
  const { numbers } = useFormats();
  /** The flag that is changed; `new` for one to be made. */
  const [asked, setAsked] = useState<FlagRow | 'new' | null>(null);
  const used = flags.filter(({ isArchived }) => !isArchived).length;

  async function put(flag: FlagRow, isArchived: boolean) {
    const answer = await archive({ flagId: flag.id, isArchived }).catch(offline);
    if (!answer.ok) toast({ title: 'Nothing was changed', description: answer.error.message, tone: 'danger' });
    else if (isArchived) {
      toast({
        title: `${isolated(flag.name)} is archived`,
        ...(flag.itemCount > 0 && { description: 'Items that have it keep it.' }),
        action: { label: 'Undo', onPress: () => void put(flag, false) },
      });
    }
  }

  const add = (
    <Button variant="primary" icon={<Plus size={15} />} isDisabled={used >= MAX_FLAGS} onPress={() => setAsked('new')}>
      Add flag
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Flags"
        guide="flags-and-owners"
        description={`Marks for items under your own names, such as “Ask the client”: up to ${MAX_FLAGS}. F sets one in the inbox.`}
        actions={flags.length > 0 && add}
      />
      <PageBody width="full">
        {flags.length === 0 ? (
          <EmptyState icon={<Flag />} title="No flags" action={add}>
            A flag marks an item for somebody to see, and the inbox can show what has one.
          </EmptyState>
        ) : (
          <ul className="max-w-3xl divide-y">
            {flags.map((flag) => (
              <li key={flag.id} className="flex items-center gap-3 py-1.5">
                <Flag
                  aria-label={flag.colour}
                  size={15}
                  fill="currentColor"
                  className={`shrink-0 ${flagClasses[flag.colour]}`}
                />
                <span className="min-w-0 flex-1 break-words">{flag.name}</span>
                {flag.isArchived && <StatusBadge tone="neutral" text="Archived" />}
                <span className="text-muted tabular-nums">
                  {flag.itemCount > 0 ? (
                    <Link
                      href={`${inboxHref}?flag=${flag.id}`}
                      className="inline-block min-h-6 content-center pointer-coarse:min-h-11"
                    >
                      {writeCount(flag.itemCount, numbers)} {flag.itemCount === 1 ? 'item' : 'items'}
                    </Link>
                  ) : (
                    'No items'
                  )}
                </span>
                <span className="flex shrink-0 gap-1">
                  {flag.isArchived ? (
                    <IconButton
                      label={`Restore ${flag.name}`}
                      icon={<ArchiveRestore size={15} />}
                      onPress={() => void put(flag, false)}
                    />
                  ) : (
                    <>
                      <IconButton
                        label={`Change ${flag.name}`}
                        icon={<Pencil size={15} />}
                        onPress={() => setAsked(flag)}
                      />
                      <IconButton
                        label={`Archive ${flag.name}`}
                        icon={<Archive size={15} />}
                        onPress={() => void put(flag, true)}
                      />
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </PageBody>
      {asked !== null && (
        <FlagDialog
          flag={asked === 'new' ? null : asked}
          save={(values) => save({ ...values, flagId: asked === 'new' ? null : asked.id }).catch(offline)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function FlagDialog({
  flag,
  save,
  onClose,
}: {
  flag: FlagRow | null;
  save: (values: FlagValues) => Promise<Result<null>>;
  onClose: () => void;
}) {
  const [values, setValues] = useState<FlagValues>({ name: flag?.name ?? '', colour: flag?.colour ?? 'blue' });
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  async function submit() {
    setPending(true);
    const saved = await save(values);
    setPending(false);
    if (saved.ok) onClose();
    else setProblem(saved.error);
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={flag ? 'Change flag' : 'Add flag'}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isPending={isPending} onPress={submit}>
            {flag ? 'Save' : 'Add flag'}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {problem && !problem.fields?.name && <Banner tone="danger">{problem.message}</Banner>}
        <TextField
          label="Name"
          autoFocus
          autoComplete="off"
          maxLength={40}
          value={values.name}
          onChange={(name) => setValues({ ...values, name })}
          {...(problem?.fields?.name && { problems: problem.fields.name })}
        />
        <SegmentedControl
          label="Colour"
          choices={flagColours.map((value) => ({ value, label: capitalised(value) }))}
          value={values.colour}
          onChange={(colour) => setValues({ ...values, colour })}
        />
      </form>
    </Dialog>
  );
}

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');
