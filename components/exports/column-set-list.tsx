'use client';

import { Trash2 } from 'lucide-react';
import type { ExportHandlers } from '#components/items/export/export-types.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { ColumnChoices, ColumnSet } from '#lib/inbox/export/export-column-sets.ts';

/** The columns that the business keeps under names, which the dialog *Export* offers. */
export function ColumnSetList({
  choices: { columns, sets },
  save,
  remove,
}: {
  choices: ColumnChoices;
  save: ExportHandlers['saveColumns'];
  remove: (input: { setId: string }) => Promise<Result<null>>;
}) {
  const own = sets.filter(({ isOwn }) => isOwn);
  const titleOf = (id: string) => columns.find((column) => column.id === id)?.title ?? id;
  async function drop({ id, name, columns, perLine }: ColumnSet) {
    const removed = await remove({ setId: id }).catch(offline);
    if (!removed.ok) return toast({ title: 'Not removed', description: removed.error.message, tone: 'danger' });
    toast({
      title: `${name} removed`,
      action: { label: 'Undo', onPress: () => void save({ setId: null, name, columns, perLine }) },
    });
  }
  return (
    <section>
      <h2 className="mb-2 border-b pb-2 text-sm font-semibold">Columns of your own</h2>
      {own.length === 0 ? (
        <p className="max-w-prose text-muted">
          None yet. Choose columns in the dialog Export and keep them under a name: everybody here finds them there.
        </p>
      ) : (
        <ul className="divide-y">
          {own.map((set) => (
            <li key={set.id} className="flex items-start gap-3 py-2">
              <div className="min-w-0 flex-1">
                <p className="break-words">{set.name}</p>
                <p className="text-xs break-words text-muted">
                  {set.perLine ? 'A row for each line: ' : 'A row for each item: '}
                  {set.columns.map(titleOf).join(', ')}
                </p>
              </div>
              <IconButton
                size="small"
                label={`Remove ${set.name}`}
                icon={<Trash2 size={14} />}
                onPress={() => void drop(set)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');
