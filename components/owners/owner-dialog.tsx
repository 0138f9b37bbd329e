'use client';

import { type FormEvent, useId, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { type Failure, failure as failed, type Result } from '#lib/domain/result.ts';

export type OwnerValues = { name: string; email: string };

const empty: OwnerValues = { name: '', email: '' };

/** The name and e-mail of somebody who never signs in. What was typed stays until it is saved or given up. */
export function OwnerDialog({
  title,
  saveLabel,
  first = empty,
  save,
  onClose,
}: {
  title: string;
  saveLabel: string;
  first?: OwnerValues;
  save: (values: OwnerValues) => Promise<Result<unknown>>;
  onClose: () => void;
}) {
  const form = useId();
  const [values, setValues] = useState(first);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const field = (name: keyof OwnerValues) => ({
    name,
    value: values[name],
    onChange: (text: string) => setValues((now) => ({ ...now, [name]: text })),
    ...(failure?.fields?.[name] && { problems: failure.fields[name] }),
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const saved = await save(values).catch(() =>
      failed('offline', 'The connection broke off. What you typed is still here: try again.'),
    );
    setPending(false);
    if (saved.ok) onClose();
    else setFailure(saved.error);
  }

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" isPending={isPending}>
            {saveLabel}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {failure && <Banner tone="danger">{failure.message}</Banner>}
        <TextField {...field('name')} label="Name" autoComplete="off" autoFocus />
        <TextField
          {...field('email')}
          label="E-mail (optional)"
          type="email"
          autoComplete="off"
          description="Nothing is sent to it. Who is invited with it later goes on as this owner and sees these items."
        />
      </form>
    </Dialog>
  );
}
