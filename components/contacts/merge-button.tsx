'use client';

import { Merge } from 'lucide-react';
import { useState } from 'react';
import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import type { Option } from '#components/ui/options.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { ContactOption } from '#lib/lists/search-contacts.ts';
import { MergeDialog, type MergeHandlers } from './merge-dialog.tsx';

export type FindToMerge = (input: { workspace: Workspace; query: string }) => Promise<Result<ContactOption[]>>;

/** Merges a contact with another that nothing but a person knows to be the same. */
export function MergeButton({
  contact,
  workspace,
  find,
  handlers,
  ledgerTitle,
}: {
  contact: { id: string; name: string };
  workspace: Workspace;
  find: FindToMerge;
  handlers: MergeHandlers;
  ledgerTitle: string | null;
}) {
  const [isChoosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<Option | null>(null);
  const [asked, setAsked] = useState<Option | null>(null);

  function close() {
    setChoosing(false);
    setChosen(null);
  }

  return (
    <>
      <Button icon={<Merge aria-hidden="true" size={14} />} onPress={() => setChoosing(true)}>
        Merge…
      </Button>
      <Dialog
        isOpen={isChoosing}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={`Merge ${isolated(contact.name)} with`}
        actions={
          <>
            <Button onPress={close}>Cancel</Button>
            <Button
              variant="primary"
              isDisabled={!chosen}
              onPress={() => {
                setAsked(chosen);
                close();
              }}
            >
              Go on
            </Button>
          </>
        }
      >
        <AsyncComboBox
          label="The contact that is the same"
          value={chosen}
          onChange={setChosen}
          loadOptions={async (query) => {
            const found = await find({ workspace, query });
            if (!found.ok) throw new Error(found.error.message);
            return found.value.filter(({ id }) => id !== contact.id).map(({ id, name }) => ({ id, label: name }));
          }}
        />
      </Dialog>
      {asked && (
        <MergeDialog
          pair={[{ id: asked.id, name: asked.label }, contact]}
          {...{ ledgerTitle, handlers }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
