'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { countText } from '#lib/domain/inbox-choices.ts';
import { isolated } from '#lib/domain/isolated.ts';

/** Who takes over what is open: another owner, nobody, or it stays as it is. */
export type HandTo = string | null | undefined;

const keep = { id: 'keep', label: 'Leave them as they are' };
const nobody = { id: 'nobody', label: 'Nobody' };

/** Asks, before an owner goes out of use, who gets what is open of theirs. */
export function ArchiveOwnerDialog({
  owner,
  others,
  archive,
  onClose,
}: {
  owner: { name: string; openCount: number };
  others: readonly { id: string; name: string }[];
  archive: (handTo: HandTo) => Promise<void>;
  onClose: () => void;
}) {
  const { numbers } = useFormats();
  const [chosen, setChosen] = useState(keep.id);
  const [isPending, setPending] = useState(false);
  const handTo: HandTo = chosen === keep.id ? undefined : chosen === nobody.id ? null : chosen;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Archive ${isolated(owner.name)}?`}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isPending={isPending}
            onPress={async () => {
              setPending(true);
              await archive(handTo);
              setPending(false);
            }}
          >
            Archive
          </Button>
        </>
      }
    >
      <p className="mb-4 text-muted">
        They are not offered any more. Items and their history keep the name, and you can bring them back.
      </p>
      {owner.openCount > 0 && (
        <ComboBox
          label={`Who takes over their ${countText(owner.openCount, numbers)} open ${owner.openCount === 1 ? 'item' : 'items'}?`}
          value={chosen}
          options={[keep, nobody, ...others.map(({ id, name }) => ({ id, label: name }))]}
          onChange={(id) => setChosen(id ?? keep.id)}
        />
      )}
    </Dialog>
  );
}
