'use client';

import { Plus, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useRef, useState, useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { ContactAlias } from '#lib/lists/contact-aliases.ts';

export type AliasHandlers = {
  add: (input: { contactId: string; name: string }) => Promise<Result<ContactAlias>>;
  remove: (input: { aliasId: string }) => Promise<Result<{ contactId: string; name: string }>>;
};

const brokeOff = () => failure('offline', 'The connection broke off, and nothing was changed. Try again.');

/** The other names by which documents call a contact: added, removed, and each of that undone. */
export function AliasList({
  contact,
  handlers,
}: {
  contact: { id: string; name: string; aliases: readonly ContactAlias[] };
  handlers: AliasHandlers;
}) {
  const router = useRouter();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isPending, start] = useTransition();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);

  const add = (name: string) => handlers.add({ contactId: contact.id, name }).catch(brokeOff);
  const remove = (aliasId: string) => handlers.remove({ aliasId }).catch(brokeOff);

  /** Takes it back; what came in between is said. */
  const undoing = (undo: () => Promise<Result<unknown>>) => ({
    label: 'Undo',
    onPress: async () => {
      const undone = await undo();
      if (!undone.ok) toast({ title: 'Not undone', description: undone.error.message, tone: 'danger' });
      router.refresh();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    start(async () => {
      const added = await add(name);
      setProblem(added.ok ? undefined : (added.error.fields?.name ?? added.error.message));
      if (!added.ok) return field.current?.focus();
      setName('');
      field.current?.focus();
      toast({
        title: `“${isolated(added.value.name)}” means ${isolated(contact.name)}`,
        action: undoing(() => remove(added.value.id)),
      });
      router.refresh();
    });
  }

  async function takeAway(alias: ContactAlias) {
    const removed = await remove(alias.id);
    if (removed.ok) {
      toast({ title: `“${isolated(alias.name)}” is removed`, action: undoing(() => add(alias.name)) });
      field.current?.focus();
    } else toast({ title: 'Not removed', description: removed.error.message, tone: 'danger' });
    router.refresh();
  }

  return (
    <>
      {contact.aliases.length > 0 && (
        <ul aria-label="Aliases" className="mb-2 divide-y">
          {contact.aliases.map((alias) => (
            <li key={alias.id} className="flex min-h-8 items-center gap-2">
              <span className="min-w-0 flex-1 wrap-anywhere">{alias.name}</span>
              <IconButton
                label={`Remove ${alias.name}`}
                icon={<X size={14} />}
                size="small"
                onPress={() => void takeAway(alias)}
              />
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} noValidate className="flex items-start gap-2">
        <TextField
          label="Another name on documents"
          labelPlacement="hidden"
          placeholder="Another name on documents"
          value={name}
          onChange={(text) => {
            setName(text);
            setProblem(undefined);
          }}
          problems={problem}
          inputRef={field}
          autoComplete="off"
          className="min-w-0 flex-1"
        />
        <Button type="submit" icon={<Plus aria-hidden="true" size={14} />} isPending={isPending}>
          Add
        </Button>
      </form>
    </>
  );
}
