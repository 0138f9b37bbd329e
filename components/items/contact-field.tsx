'use client';

import { useState } from 'react';
import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import type { FieldProps } from '#components/ui/field.tsx';
import type { Option } from '#components/ui/options.ts';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Contact } from '#lib/domain/lists.ts';
import type { NewContacts } from '#lib/domain/new-contacts.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { capitalised, contactWords } from '#lib/domain/words.ts';
import type { CreatedContact } from '#lib/lists/create-contact.ts';
import type { ContactOption } from '#lib/lists/search-contacts.ts';

export type ContactHandlers = {
  find: (input: { workspace: Workspace; query: string }) => Promise<Result<ContactOption[]>>;
  create: (input: { workspace: Workspace; name: string; isDifferent?: boolean }) => Promise<Result<CreatedContact>>;
  /** Makes a name an alias of a contact, which is then found by it. */
  remember: (input: { contactId: string; name: string }) => Promise<Result<{ name: string }>>;
};

const optionOf = ({ id, name, isInLedger }: ContactOption): Option => ({
  id,
  label: name,
  ...(!isInLedger && { detail: 'New' }),
});

/** By an alias, it is found as if that were its name. */
const foundOption = (contact: ContactOption): Option =>
  contact.alias ? { ...optionOf(contact), detail: contact.alias } : optionOf(contact);

/** What a new one becomes in the books. */
const becomes: Record<NewContacts, string> = {
  AT_PUBLISHING: 'A new one becomes a contact in your books when its first item is published.',
  AT_ONCE: 'It is made in your books now.',
  ASK: 'You are asked whether to make it in your books before its first item is published.',
  NEVER: 'It is not made in your books from here: until it is there, its items wait.',
};

const brokeOff = () => failure('offline', 'The connection broke off. Try again.');

type Question = { name: string; similar: ContactOption[]; answer: (isChosen: boolean) => void };

/** The supplier or customer, found among all contacts or created by name; one much like another is asked about first. */
export function ContactField({
  workspace,
  contactId,
  contact,
  onChange,
  handlers,
  ...field
}: Omit<FieldProps, 'label'> & {
  workspace: Workspace;
  /** What is chosen now; `contact` may still be the one before. */
  contactId: string | null;
  contact: Contact | null;
  onChange: (contactId: string | null) => void;
  handlers: ContactHandlers;
  /** A cell of a table. */
  isCell?: boolean;
}) {
  const words = contactWords[workspace];
  const [chosen, setChosen] = useState<Option | null>(null);
  const stored = contact && optionOf({ ...contact, isInLedger: contact.ledgerId !== null });
  const value = [stored, chosen].find((option) => option?.id === contactId) ?? null;
  const [question, setQuestion] = useState<Question | null>(null);

  function choose(option: Option | null) {
    // What it was found by is not to stay beside its name.
    setChosen(option && { id: option.id, label: option.label, ...(option.detail === 'New' && { detail: 'New' }) });
    onChange(option?.id ?? null);
  }

  /** Tells whether it is now chosen, which may take an answer. */
  async function create(name: string, isDifferent = false): Promise<boolean> {
    const created = await handlers.create({ workspace, name, isDifferent }).catch(brokeOff);
    if (created.ok) {
      choose(optionOf(created.value));
      if (created.value.isNew) {
        toast({
          title: `${isolated(created.value.name)} created`,
          alike: { kind: `${words.one} created`, title: (count) => `${count} ${words.many} created` },
          description: becomes[created.value.madeThere],
        });
      }
      return true;
    }
    if (created.error.code === 'similar') {
      const { similar } = created.error.detail as Pick<Question, 'similar'>;
      return new Promise((answer) => setQuestion({ name, similar, answer }));
    }
    toast({ title: `The ${words.one} was not created`, description: created.error.message, tone: 'danger' });
    return false;
  }

  /** What was typed is most likely what documents print: typed again, it is to find this contact. */
  function offerAlias({ id, name }: ContactOption, typed: string) {
    toast({
      title: `${isolated(name)} is chosen`,
      description: `Is “${isolated(typed)}” to mean ${isolated(name)} from now on?`,
      action: { label: 'Remember', onPress: () => void remember() },
    });
    async function remember() {
      const kept = await handlers.remember({ contactId: id, name: typed }).catch(brokeOff);
      if (kept.ok) toast({ title: `“${isolated(kept.value.name)}” means ${isolated(name)}`, tone: 'success' });
      else toast({ title: 'Not remembered', description: kept.error.message, tone: 'danger' });
    }
  }

  function answer(isChosen: boolean) {
    question?.answer(isChosen);
    setQuestion(null);
  }

  return (
    <>
      <AsyncComboBox
        {...field}
        label={capitalised(words.one)}
        isRequired
        placeholder="Find or create…"
        emptyText={`No ${words.one} of this name`}
        value={value}
        onChange={choose}
        onCreate={create}
        loadOptions={async (query) => {
          const found = await handlers.find({ workspace, query });
          if (!found.ok) throw new Error(found.error.message);
          return found.value.map(foundOption);
        }}
      />
      <Dialog
        isOpen={question !== null}
        onOpenChange={() => answer(false)}
        title="Is it one of these?"
        actions={
          <Button onPress={async () => question && answer(await create(question.name, true))}>
            No, create “{question?.name}”
          </Button>
        }
      >
        <p className="mb-3 text-muted">
          There are {words.many} of nearly this name. Choosing one keeps your books tidy.
        </p>
        <div className="flex flex-col items-start gap-1.5">
          {question?.similar.map((option) => (
            <Button
              key={option.id}
              className="max-w-full"
              onPress={() => {
                choose(optionOf(option));
                offerAlias(option, question.name);
                answer(true);
              }}
            >
              <span className="truncate">Use {option.name}</span>
            </Button>
          ))}
        </div>
      </Dialog>
    </>
  );
}
