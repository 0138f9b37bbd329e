'use client';

import { useEffect, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { firstUnfinished } from '#components/ui/unfinished.ts';
import type { BulkOutcome } from '#lib/coding/bulk/bulk-outcome.ts';
import type { BulkPreview } from '#lib/coding/bulk/preview-bulk-edit.ts';
import type { BulkValues } from '#lib/domain/coding/bulk-edit.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { GroupRemedy } from '#lib/domain/readiness/group-remedies.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { FailureGroup } from '#lib/inbox/failure-groups.ts';
import { BulkFieldControl } from '../bulk/bulk-field.tsx';
import { BulkPreviewText } from '../bulk/bulk-preview.tsx';
import type { BulkHandlers, BulkOffer } from '../bulk/bulk-types.ts';
import { itemsText } from '../bulk/bulk-words.ts';
import type { ContactHandlers } from '../contact-field.tsx';
import type { CreateOwner } from '../owner-field.tsx';
import { fixGroupLabel } from './fix-group-words.ts';
import { itemsOfGroup } from './items-of-group.ts';

/** Puts one cause right in all of its items: chosen, seen as what would change, then changed and published again. */
export function FixGroupDialog({
  group,
  remedy,
  workspace,
  bulk,
  contacts,
  createOwner,
  onClose,
  onBegun,
}: {
  group: FailureGroup;
  remedy: Extract<GroupRemedy, { kind: 'change' | 'draft' }>;
  workspace: Workspace;
  bulk: BulkHandlers;
  contacts: ContactHandlers;
  createOwner: CreateOwner;
  onClose: () => void;
  /** It was begun, and has perhaps ended already. */
  onBegun: (outcome: BulkOutcome) => void;
}) {
  const { numbers } = useFormats();
  const [offer, setOffer] = useState<BulkOffer | null>(null);
  const [values, setValues] = useState<BulkValues>(remedy.kind === 'draft' ? { publishAs: 'DRAFT' } : {});
  const [preview, setPreview] = useState<BulkPreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const field = remedy.kind === 'change' ? remedy.field : null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it opens
  useEffect(() => {
    let isGone = false;
    if (field === null) void look();
    else
      bulk
        .choices({ workspace })
        .catch(offline)
        .then((loaded) => {
          if (isGone) return;
          if (loaded.ok) setOffer(loaded.value);
          else setProblem(loaded.error.message);
        });
    return () => {
      isGone = true;
    };
  }, []);

  /** Runs one step, whose answer is shown in place. */
  async function step<T>(work: () => Promise<Result<T>>, done: (value: T) => void) {
    setPending(true);
    setProblem(null);
    const answer = await work().catch(offline);
    setPending(false);
    if (answer.ok) return done(answer.value);
    setProblem(answer.error.message);
    // What was seen is no longer what would be done.
    if (answer.error.code === 'previewGone') setPreview(null);
  }

  function look() {
    const unfinished = firstUnfinished((element) => element?.closest('[data-fix-group]') !== null);
    if (unfinished) return unfinished.focus();
    return step(async () => {
      const found = await itemsOfGroup(bulk, workspace, group.key);
      if (!found.ok) return found;
      const itemIds = found.value.items.map(({ id }) => id);
      if (itemIds.length === 0) return failure('gone', 'None of them fails for this any more. Nothing is left to do.');
      const only = remedy.kind === 'change' ? remedy.only : {};
      return bulk.preview({ workspace, itemIds, values, only, publishes: true });
    }, setPreview);
  }
  const apply = ({ bulkEditId }: BulkPreview) =>
    step(
      () => bulk.apply({ bulkEditId }),
      (outcome) => {
        onClose();
        onBegun(outcome);
      },
    );

  const isChosen = field === null || (values[field] ?? null) !== null;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={fixGroupLabel(remedy, workspace)}
      size="medium"
      mustAnswer={isPending}
      actions={
        preview ? (
          <>
            <Button onPress={() => (field === null ? onClose() : setPreview(null))} isDisabled={isPending}>
              {field === null ? 'Cancel' : 'Back'}
            </Button>
            <Button
              variant="primary"
              autoFocus
              isPending={isPending}
              isDisabled={preview.changing === 0}
              onPress={() => void apply(preview)}
            >
              Change {itemsText(preview.changing, numbers)} and publish again
            </Button>
          </>
        ) : (
          <>
            <Button onPress={onClose}>Cancel</Button>
            <Button variant="primary" isPending={isPending} isDisabled={!isChosen} onPress={() => void look()}>
              Preview
            </Button>
          </>
        )
      }
    >
      <p className="mb-3 text-muted">
        {itemsText(group.count, numbers)}: {group.title}. Nothing of {group.count === 1 ? 'it' : 'them'} is in the
        books.
      </p>
      {problem && (
        <Banner tone="danger" className="mb-3">
          {problem}
        </Banner>
      )}
      {preview ? (
        <div className="flex flex-col gap-3">
          <BulkPreviewText preview={preview} />
          {preview.changing > 0 && (
            <p className="text-muted">
              They are published again at once. What something else is wrong with stays here and says so.
            </p>
          )}
        </div>
      ) : field && offer ? (
        <div data-fix-group>
          <BulkFieldControl
            {...{ field, values, workspace, contacts, createOwner, ...offer }}
            findCategories={bulk.findCategories}
            onChange={(changed) => setValues((now) => ({ ...now, ...changed }))}
          />
        </div>
      ) : (
        !problem && <Spinner />
      )}
    </Dialog>
  );
}

const offline = () =>
  failure('offline', 'The connection broke off, so it is not known whether this was done. Nothing you chose is lost.');
