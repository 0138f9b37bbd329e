'use client';

import { Archive, ArchiveRestore, Ellipsis, Pencil, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { OwnAccountType } from '#lib/domain/own-lists.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { SavedOwnEntry } from '#lib/lists/keep-own-entry.ts';

const dialog = later(() => import('./own-entry-dialog.tsx'));

/** An entry of a business's own list as its dialog has it. */
export type OwnEntry = {
  list: 'categories' | 'tax-rates';
  /** Null for a new one. */
  id: string | null;
  name: string;
  code: string;
  type: OwnAccountType['type'];
  taxType: string | null;
  rate: string;
};

/** The tax rates that a category may have as its own. */
export type OwnTaxRateChoice = { taxType: string; name: string };

type Handler<I> = (input: I, tab?: string) => Promise<Result<SavedOwnEntry>>;

export type OwnEntryHandlers = {
  saveCategory: Handler<Pick<OwnEntry, 'id' | 'name' | 'code' | 'type' | 'taxType'>>;
  saveTaxRate: Handler<Pick<OwnEntry, 'id' | 'name' | 'code' | 'rate'>>;
  archive: Handler<Pick<OwnEntry, 'list'> & { id: string; isArchived: boolean }>;
  undo: (input: { changeId: string }, tab?: string) => Promise<Result<number>>;
};

const nouns = { categories: 'category', 'tax-rates': 'tax rate' } as const;
const brokeOff = () => failure('offline', 'The connection broke off. What you typed is still here: try again.');

/** What a list that the business keeps itself is kept with. */
export type OwnList = { handlers: OwnEntryHandlers; taxRates: readonly OwnTaxRateChoice[] };
type Props = OwnList;

/** Adds one entry by hand to a list that the business keeps itself. */
export function AddOwnEntry({
  list,
  isLoud = false,
  ...props
}: Props & { list: OwnEntry['list'] /** The one loud button of the page. */; isLoud?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const none: OwnEntry = { list, id: null, name: '', code: '', type: 'EXPENSE', taxType: null, rate: '' };
  return (
    <>
      <Button
        variant={isLoud ? 'primary' : 'secondary'}
        icon={<Plus aria-hidden="true" size={14} />}
        onPress={() => setOpen(true)}
      >
        Add {nouns[list]}
      </Button>
      <OwnDialog entry={none} isOpen={isOpen} onClose={() => setOpen(false)} {...props} />
    </>
  );
}

/** What can be done about one of them. */
export function OwnEntryMenu({
  entry,
  isArchived,
  ...props
}: Props & { entry: OwnEntry & { id: string }; isArchived: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const done = useDone(props.handlers.undo);
  const { list, id, name } = entry;

  async function archive() {
    const archived = await props.handlers.archive({ list, id, isArchived: !isArchived }, thisTab()).catch(brokeOff);
    if (archived.ok) done(archived.value, `${isolated(name)} is ${isArchived ? 'in use again' : 'archived'}`);
    else toast({ title: 'Nothing was changed', description: archived.error.message, tone: 'danger' });
  }

  return (
    <>
      <Menu
        label={`More about ${name}`}
        trigger={<IconButton label={`More about ${name}`} size="small" icon={<Ellipsis size={16} />} />}
      >
        <MenuItem icon={<Pencil />} onAction={() => setOpen(true)}>
          Change
        </MenuItem>
        <MenuItem icon={isArchived ? <ArchiveRestore /> : <Archive />} onAction={() => void archive()}>
          {isArchived ? 'Use again' : 'Archive'}
        </MenuItem>
      </Menu>
      <OwnDialog entry={entry} isOpen={isOpen} onClose={() => setOpen(false)} {...props} />
    </>
  );
}

function OwnDialog({
  entry,
  isOpen,
  onClose,
  handlers,
  taxRates,
}: Props & { entry: OwnEntry; isOpen: boolean; onClose: () => void }) {
  const part = useLater(dialog, isOpen);
  const done = useDone(handlers.undo);

  async function save({ list, id, name, code, type, taxType, rate }: OwnEntry): Promise<Result<SavedOwnEntry>> {
    const saved = await (list === 'categories'
      ? handlers.saveCategory({ id, name, code, type, taxType }, thisTab())
      : handlers.saveTaxRate({ id, name, code, rate }, thisTab())
    ).catch(brokeOff);
    if (saved.ok) done(saved.value, `${isolated(name)} is ${id === null ? 'added' : 'changed'}`);
    return saved;
  }

  if (!part || !isOpen) return null;
  return <part.OwnEntryDialog noun={nouns[entry.list]} {...{ entry, taxRates, save, onClose }} />;
}

/** Tells of a change with a way back. */
function useDone(undo: OwnEntryHandlers['undo']) {
  const router = useRouter();
  return ({ changeId }: SavedOwnEntry, title: string) => {
    router.refresh();
    if (changeId === null) return;
    toast({
      title,
      tone: 'success',
      action: {
        label: 'Undo',
        onPress: async () => {
          const undone = await undo({ changeId }, thisTab()).catch(brokeOff);
          if (!undone.ok) toast({ title: 'Not undone', description: undone.error.message, tone: 'danger' });
          router.refresh();
        },
      },
    });
  };
}
