'use client';

import { useState } from 'react';
import { ComboBox } from '#components/ui/combo-box.tsx';
import type { FieldProps } from '#components/ui/field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import { failure, type Result } from '#lib/domain/result.ts';

export type CreateOwner = (input: { name: string }) => Promise<Result<{ id: string; name: string }>>;

/** How an owner is called where one chooses: oneself first. */
export const ownerOption = ({ id, name, isMe }: OwnerChoice) => ({ id, label: name, ...(isMe && { detail: 'You' }) });

/** Whom an item belongs to: a member, somebody without an account, who can be created by name, or nobody. */
export function OwnerField({
  value,
  stored,
  owners,
  create,
  onChange,
  ...field
}: Omit<FieldProps, 'label'> & {
  value: string | null;
  /** The owner that is stored, which may be archived; `value` may be one chosen since. */
  stored: { id: string; name: string } | null;
  owners: readonly OwnerChoice[];
  create: CreateOwner;
  onChange: (ownerId: string | null) => void;
}) {
  const [made, setMade] = useState<readonly OwnerChoice[]>([]);
  const all = [...owners, ...made.filter(({ id }) => !owners.some((owner) => owner.id === id))];

  async function createAndChoose(name: string): Promise<boolean> {
    const created = await create({ name }).catch(() => failure('offline', 'The connection broke off. Try again.'));
    if (!created.ok) {
      const description = created.error.fields?.name ?? created.error.message;
      toast({ title: 'The owner was not created', description, tone: 'danger' });
      return false;
    }
    setMade((now) => [...now, { ...created.value, isMe: false, isArchived: false }]);
    onChange(created.value.id);
    return true;
  }

  return (
    <ComboBox
      {...field}
      label="Owner"
      placeholder="Nobody"
      value={value}
      options={all.map(ownerOption)}
      {...(stored && { selectedOption: { id: stored.id, label: stored.name } })}
      onChange={onChange}
      onCreate={createAndChoose}
      emptyText="No owner of this name"
    />
  );
}
