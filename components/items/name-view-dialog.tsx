'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { viewPath } from '#lib/domain/paths.ts';
import { type Failure, failure } from '#lib/domain/result.ts';
import type { Naming, ViewsMenuProps } from './views-menu.tsx';

const FORM = 'name-view';
const offline = () => failure('offline', 'The connection broke off. What you typed is still here: try again.');

/** Keeps the list as it is looked at under a name, or gives one's view another. */
export function NameViewDialog({
  slug,
  workspace,
  place,
  layout,
  mayShare,
  handlers,
  named,
  onDone,
}: ViewsMenuProps & { named: Exclude<Naming, null>; onDone: () => void }) {
  const router = useRouter();
  const [name, setName] = useState(named === 'new' ? '' : named.name);
  const [isShared, setShared] = useState(named !== 'new' && named.isShared);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    setPending(true);
    const saved =
      named === 'new'
        ? await handlers.save({ workspace, name, isShared, place, layout }).catch(offline)
        : await handlers.change({ workspace, viewId: named.id, name, isShared }).catch(offline);
    setPending(false);
    if (!saved.ok) return setProblem(saved.error);
    onDone();
    toast({ title: named === 'new' ? `${isolated(name.trim())} is saved` : 'The view is changed', tone: 'success' });
    if (saved.value) router.push(viewPath(slug, workspace, saved.value.viewId));
    return;
  }

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onDone()}
      title={named === 'new' ? 'Save as a view' : `Change ${named.name}`}
      size="small"
      actions={
        <Button type="submit" form={FORM} variant="primary" isPending={isPending}>
          Save
        </Button>
      }
    >
      <form id={FORM} onSubmit={onSubmit} className="flex flex-col gap-3">
        <TextField
          label="Name"
          autoFocus
          value={name}
          onChange={setName}
          {...(problem && { problems: problem.fields?.name ?? problem.message })}
        />
        {mayShare && (
          <Checkbox
            isSelected={isShared}
            onChange={setShared}
            description="Everybody in the business finds it. Only you change it, and then for all of them."
          >
            Share with the business
          </Checkbox>
        )}
        {named === 'new' && (
          <p className="text-xs text-muted">
            It keeps the search, the filters, the order and the columns as they are now.
          </p>
        )}
      </form>
    </Dialog>
  );
}
