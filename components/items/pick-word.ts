import type { PickedWord } from '#components/document/places.ts';
import { toast } from '#components/ui/toast-queue.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import { type CodingField, specOf } from '#lib/domain/coding/coding.ts';
import type { DateForm } from '#lib/domain/date-form.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { contactWords } from '#lib/domain/words.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';
import type { ContactOption } from '#lib/lists/search-contacts.ts';
import type { ContactHandlers } from './contact-field.tsx';
import { pickedValue } from './picked-value.ts';
import type { ItemEditor } from './use-item-editor.ts';

type Picking = { item: ItemView; editor: ItemEditor; contacts: ContactHandlers };

/** Puts a word of the document that was pressed into a field, or says why it does not go there. */
export async function pickWord(
  word: PickedWord,
  field: CodingField | null,
  { dates, ...picking }: Picking & { dates: DateForm },
): Promise<void> {
  const { item, editor, contacts } = picking;
  const picked = field && pickedValue(field, word, { today: todayIn(item.choices.timeZone, new Date()), dates });
  if (!field || !picked) {
    const label = field ? specOf(field).label.toLowerCase() : 'the field';
    toast({ title: `That is nothing for ${label}`, description: 'Press another place, or type it in.' });
    return;
  }
  if ('changes' in picked) return void editor.save(picked.changes);
  const found = await contacts.find({ workspace: item.workspace, query: picked.name });
  const [first, ...others] = found.ok ? found.value : [];
  if (first && others.length === 0) return void editor.save({ contactId: first.id });
  const words = contactWords[item.workspace];
  toast({
    title: first ? `Several ${words.many} are called so` : `No ${words.one} is called “${isolated(picked.name)}”`,
    ...(first
      ? { description: 'Type the name to choose.' }
      : { action: { label: 'Create', onPress: () => void createNamed(picked.name, picking) } }),
  });
}

/** Creates the contact and chooses it. One that is nearly called so is offered in its place. */
export async function createNamed(name: string, { item, editor, contacts }: Picking): Promise<void> {
  const made = await contacts.create({ workspace: item.workspace, name, isDifferent: false });
  if (made.ok) return void editor.save({ contactId: made.value.id });
  const similar = made.error.code === 'similar' ? (made.error.detail as { similar: ContactOption[] }).similar : [];
  const [first] = similar;
  if (!first) return void toast({ title: 'Not created', description: made.error.message, tone: 'danger' });
  toast({
    title: `There is ${isolated(first.name)}`,
    description: `“${isolated(name)}” is much like it, so it was not created.`,
    action: { label: `Use ${first.name}`, onPress: () => void editor.save({ contactId: first.id }) },
  });
}
