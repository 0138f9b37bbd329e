'use client';

import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { firstUnfinished } from '#components/ui/unfinished.ts';
import type { BulkOutcome } from '#lib/coding/bulk/bulk-outcome.ts';
import type { BulkPreview } from '#lib/coding/bulk/preview-bulk-edit.ts';
import { type BulkField, type BulkValues, bulkFields } from '#lib/domain/coding/bulk-edit.ts';
import { specOf } from '#lib/domain/coding/coding.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import type { ContactHandlers } from '../contact-field.tsx';
import type { CreateOwner } from '../owner-field.tsx';
import { BulkFieldControl, bulkFieldName } from './bulk-field.tsx';
import { BulkPreviewText } from './bulk-preview.tsx';
import type { BulkHandlers, BulkOffer } from './bulk-types.ts';
import { itemsText } from './bulk-words.ts';

export type BulkEditDialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  workspace: Workspace;
  itemIds: readonly string[];
  handlers: BulkHandlers;
  contacts: ContactHandlers;
  createOwner: CreateOwner;
  /** It was begun, and has perhaps ended already. */
  onBegun: (outcome: BulkOutcome) => void;
};

/** Sets fields in many items: chosen first, then seen as what would change, then done. */
export function BulkEditDialog({ isOpen, onOpenChange, itemIds, ...props }: BulkEditDialogProps) {
  const { workspace, handlers } = props;
  const { numbers } = useFormats();
  const [offer, setOffer] = useState<BulkOffer | null>(null);
  const [fields, setFields] = useState<readonly BulkField[]>([]);
  const [values, setValues] = useState<BulkValues>({});
  const [preview, setPreview] = useState<BulkPreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  useEffect(() => {
    let isGone = false;
    handlers
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
  }, [handlers, workspace]);

  /** Runs one step, whose answer is shown in place. */
  async function step<T>(work: () => Promise<Result<T>>, done: (value: T) => void) {
    setPending(true);
    setProblem(null);
    const answer = await work().catch(offline);
    setPending(false);
    if (answer.ok) done(answer.value);
    else {
      setProblem(answer.error.message);
      // What was seen is no longer what would be done.
      if (answer.error.code === 'previewGone') setPreview(null);
    }
  }

  function add(field: BulkField | null) {
    if (!field) return;
    setFields((now) => [...now, field]);
    // Of several words one has to be chosen; all else begins empty.
    if (specOf(field).empty === null) setValues((now) => ({ ...now, [field]: null }));
    if (field === 'taxMode') setValues((now) => ({ ...now, taxMode: 'INCLUSIVE' }));
  }

  function remove(field: BulkField) {
    setFields((now) => now.filter((other) => other !== field));
    setValues((now) => Object.fromEntries(Object.entries(now).filter(([other]) => other !== field)));
  }

  const look = () => {
    const unfinished = firstUnfinished((element) => element?.closest('[data-bulk]') !== null);
    if (unfinished) unfinished.focus();
    else void step(() => handlers.preview({ workspace, itemIds: [...itemIds], values }), setPreview);
  };
  const apply = ({ bulkEditId }: BulkPreview) =>
    step(
      () => handlers.apply({ bulkEditId }),
      (outcome) => {
        onOpenChange(false);
        props.onBegun(outcome);
      },
    );

  const isFilled = fields.length > 0 && fields.every((field) => field in values);
  const left = bulkFields.filter((field) => !fields.includes(field) && isThere(field, offer?.choices));
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={`Edit ${itemsText(itemIds.length, numbers)}`}
      size="medium"
      mustAnswer={isPending}
      actions={
        preview ? (
          <>
            <Button onPress={() => setPreview(null)} isDisabled={isPending}>
              Back
            </Button>
            <Button
              variant="primary"
              autoFocus
              isPending={isPending}
              isDisabled={preview.changing === 0}
              onPress={() => void apply(preview)}
            >
              Change {itemsText(preview.changing, numbers)}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={() => onOpenChange(false)}>Cancel</Button>
            <Button variant="primary" isPending={isPending} isDisabled={!isFilled} onPress={look}>
              Preview
            </Button>
          </>
        )
      }
    >
      {problem && (
        <Banner tone="danger" className="mb-3">
          {problem}
        </Banner>
      )}
      {preview ? (
        <BulkPreviewText preview={preview} />
      ) : offer ? (
        <div data-bulk className="flex flex-col gap-3">
          {fields.map((field) => (
            <div key={field} className="flex items-start gap-1.5">
              <div className="min-w-0 flex-1">
                <BulkFieldControl
                  {...{ field, values, workspace, ...offer }}
                  contacts={props.contacts}
                  createOwner={props.createOwner}
                  findCategories={props.handlers.findCategories}
                  onChange={(changed) => setValues((now) => ({ ...now, ...changed }))}
                />
              </div>
              <span className="mt-5">
                <IconButton
                  label={`Leave ${bulkFieldName(field, workspace, offer.choices.tracking)} as it is`}
                  icon={<X size={15} />}
                  onPress={() => remove(field)}
                />
              </span>
            </div>
          ))}
          <ComboBox
            key={fields.length}
            label={fields.length === 0 ? 'What to change' : 'And also'}
            placeholder="Choose a field…"
            autoFocus={fields.length === 0}
            value={null}
            options={left.map((field) => ({
              id: field,
              label: bulkFieldName(field, workspace, offer.choices.tracking),
            }))}
            onChange={(field) => add(field as BulkField | null)}
          />
        </div>
      ) : (
        !problem && <Spinner />
      )}
    </Dialog>
  );
}

/** Books without a tracking category have no field for it. */
function isThere(field: BulkField, choices: Choices | undefined): boolean {
  if (field === 'tracking1OptionId') return choices?.tracking[0] !== undefined;
  if (field === 'tracking2OptionId') return choices?.tracking[1] !== undefined;
  return true;
}

const offline = () =>
  failure('offline', 'The connection broke off, so it is not known whether this was done. Nothing you chose is lost.');
