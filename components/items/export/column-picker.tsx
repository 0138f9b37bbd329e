'use client';

import { ChevronDown, ChevronUp, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { type Failure, failure } from '#lib/domain/result.ts';
import type { ColumnChoices, ColumnSet } from '#lib/inbox/export/export-column-sets.ts';
import type { ExportHandlers } from './export-types.ts';

export type PickedColumns = Pick<ColumnSet, 'columns' | 'perLine'>;

const OWN = 'own';

/** The columns of a file: a set under a name, or chosen here one by one, put in order and kept under a name. */
export function ColumnPicker({
  choices,
  picked,
  onPick,
  save,
  onSaved,
}: {
  choices: ColumnChoices;
  picked: PickedColumns;
  onPick: (picked: PickedColumns) => void;
  save: ExportHandlers['saveColumns'];
  /** The set is there to be chosen from now on. */
  onSaved: (set: ColumnSet) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const known = choices.sets.find((set) => isSame(set, picked));
  const titleOf = (id: string) => choices.columns.find((column) => column.id === id)?.title ?? id;
  const options = [
    ...choices.sets.map(({ id, name, isOwn }) => ({ id, label: name, ...(isOwn && { detail: 'yours' }) })),
    ...(known ? [] : [{ id: OWN, label: 'As chosen below' }]),
  ];
  const left = choices.columns.filter(({ id }) => !picked.columns.includes(id));
  const move = (place: number, by: 1 | -1) => {
    const columns = [...picked.columns];
    const [moved] = columns.splice(place, 1);
    if (moved) columns.splice(place + by, 0, moved);
    onPick({ ...picked, columns });
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <Select
          label="Columns"
          className="min-w-56 flex-1"
          value={known?.id ?? OWN}
          options={options}
          onChange={(id) => {
            const set = choices.sets.find((each) => each.id === id);
            if (set) onPick({ columns: set.columns, perLine: set.perLine });
          }}
        />
        {known && <Button onPress={() => setOpen(!isOpen)}>{isOpen ? 'Hide columns' : 'Change columns…'}</Button>}
      </div>
      {(isOpen || !known) && (
        <div className="flex flex-col gap-3 rounded-md border p-3">
          <Checkbox
            isSelected={picked.perLine}
            onChange={(perLine) => onPick({ ...picked, perLine })}
            description="Off, an item is one row, with the sums of its lines."
          >
            A row for each line
          </Checkbox>
          <ol aria-label="Chosen columns" className="max-h-56 divide-y overflow-y-auto rounded-md border">
            {picked.columns.map((id, place) => (
              <li key={id} className="flex items-center gap-1 py-0.5 pr-1 pl-2">
                <span className="min-w-0 flex-1 truncate">{titleOf(id)}</span>
                <IconButton
                  size="small"
                  label={`Move ${titleOf(id)} up`}
                  icon={<ChevronUp size={14} />}
                  isDisabled={place === 0}
                  onPress={() => move(place, -1)}
                />
                <IconButton
                  size="small"
                  label={`Move ${titleOf(id)} down`}
                  icon={<ChevronDown size={14} />}
                  isDisabled={place === picked.columns.length - 1}
                  onPress={() => move(place, 1)}
                />
                <IconButton
                  size="small"
                  label={`Leave out ${titleOf(id)}`}
                  icon={<X size={14} />}
                  isDisabled={picked.columns.length === 1}
                  onPress={() => onPick({ ...picked, columns: picked.columns.filter((each) => each !== id) })}
                />
              </li>
            ))}
          </ol>
          {left.length > 0 && (
            <div className="flex flex-wrap gap-1">
              {left.map(({ id, title }) => (
                <Button
                  key={id}
                  size="small"
                  icon={<Plus size={12} />}
                  onPress={() => onPick({ ...picked, columns: [...picked.columns, id] })}
                >
                  {title}
                </Button>
              ))}
            </div>
          )}
          <SaveColumns picked={picked} save={save} onSaved={onSaved} />
        </div>
      )}
    </div>
  );
}

function SaveColumns({
  picked,
  save,
  onSaved,
}: {
  picked: PickedColumns;
  save: ExportHandlers['saveColumns'];
  onSaved: (set: ColumnSet) => void;
}) {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  async function keep() {
    setPending(true);
    const saved = await save({ setId: null, name, ...picked }).catch(() =>
      failure('offline', 'The connection broke off. Try again: nothing that you chose is lost.'),
    );
    setPending(false);
    setProblem(saved.ok ? null : saved.error);
    if (!saved.ok) return;
    onSaved({ id: saved.value, name: name.trim(), isOwn: true, ...picked });
    setName('');
  }
  const nameProblem = problem?.fields?.name;
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <TextField
        label="Keep these columns as"
        placeholder="Month end"
        autoComplete="off"
        maxLength={60}
        className="min-w-48 flex-1"
        value={name}
        onChange={setName}
        {...(nameProblem && { problems: nameProblem })}
      />
      <Button type="submit" isPending={isPending} isDisabled={name.trim() === ''}>
        Save
      </Button>
      {problem && !nameProblem && (
        <Banner tone="danger" className="w-full">
          {problem.message}
        </Banner>
      )}
    </form>
  );
}

const isSame = (one: PickedColumns, other: PickedColumns) =>
  one.perLine === other.perLine && one.columns.join() === other.columns.join();
