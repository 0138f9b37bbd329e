'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { type NewContacts, newContactChoices, newContactExample, newContactNames } from '#lib/domain/new-contacts.ts';
import { type NumberForm, writeCount } from '#lib/domain/number-form.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import type { NewContactsSetting } from '#lib/lists/new-contacts-setting.ts';

/** When suppliers and customers made here are made in the books, each choice told by one of the business's own. */
export function NewContactsForm({
  setting: { chosen: saved, example, waiting },
  books,
  save,
}: {
  setting: NewContactsSetting;
  /** What the accounting software is called. */
  books: string;
  save: (input: { chosen: NewContacts }) => Promise<Result<null>>;
}) {
  const router = useRouter();
  const { numbers } = useFormats();
  const [chosen, setChosen] = useState(saved);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const told = {
    name: example ? isolated(example.name) : 'a supplier that is new',
    item: example?.itemNumber ? `item ${example.itemNumber}` : 'its first item',
    books,
  };

  const submit = () =>
    start(async () => {
      const done = await save({ chosen }).catch(() => failure('offline', 'The connection broke off. Try again.'));
      setProblem(done.ok ? null : done.error);
      if (!done.ok) return;
      toast({ title: 'Saved', description: consequence(chosen, waiting, { books, numbers }), tone: 'success' });
      router.refresh();
    });

  return (
    <section className="flex max-w-2xl flex-col gap-4">
      <h2 className="border-b pb-2 text-sm font-semibold">New suppliers and customers</h2>
      {problem && <Banner tone="danger">{problem.message}</Banner>}
      <RadioGroup
        label={`Make them in ${books}`}
        value={chosen}
        onChange={setChosen}
        choices={newContactChoices.map((choice) => ({
          value: choice,
          label: newContactNames[choice],
          description: sentence(newContactExample(choice, told)),
        }))}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant={chosen === saved ? 'secondary' : 'primary'}
          onPress={submit}
          isPending={isPending}
          isDisabled={chosen === saved}
        >
          Save
        </Button>
        {chosen !== saved && <p className="text-sm text-muted">{consequence(chosen, waiting, { books, numbers })}</p>}
      </div>
    </section>
  );
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What becomes of the items that are in the inbox now. */
function consequence(
  chosen: NewContacts,
  waiting: number,
  { books, numbers }: { books: string; numbers: NumberForm },
): string {
  if (waiting === 0) return `No item in the inbox has a contact that is not in ${books}.`;
  const items = `${writeCount(waiting, numbers)} ${waiting === 1 ? 'item' : 'items'} in the inbox`;
  if (chosen === 'NEVER') return `${items} will wait until ${waiting === 1 ? 'its' : 'their'} contact is in ${books}.`;
  if (chosen === 'ASK') return `Of ${items}, somebody is asked about the contact.`;
  if (chosen === 'AT_ONCE') return `${items} have a contact from before: those are made when they are published.`;
  return `${items} have a contact that is made when they are published.`;
}
