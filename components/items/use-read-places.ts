'use client';

import { createContext, type FocusEvent, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { PickedWord } from '#components/document/places.ts';
import { useFormats } from '#components/ui/formats.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import { specOf } from '#lib/domain/coding/coding.ts';
import type { ReadFields } from '#lib/domain/extraction/read-view.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { contactWords } from '#lib/domain/words.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';
import type { ContactOption } from '#lib/lists/search-contacts.ts';
import type { ContactHandlers } from './contact-field.tsx';
import { pickable, pickedValue } from './picked-value.ts';
import type { ItemEditor } from './use-item-editor.ts';

/** What fields show of the reading, wherever they stand. */
export type ReadHere = {
  fields: ReadFields;
  here: CodingField | null;
  choose: (field: CodingField, value: string) => void;
  /** Null for who may not. */
  create: ((name: string) => void) | null;
};
export const ReadContext = createContext<ReadHere | null>(null);

/**
 * Between fields and the document: the field that has the cursor, or is pointed at, lights its place there; a word that is
 * pressed there goes into the field that had the cursor last.
 */
export function useReadPlaces(
  item: ItemView,
  editor: ItemEditor,
  { isReadOnly, contacts }: { isReadOnly: boolean; contacts: ContactHandlers },
) {
  const { dates } = useFormats();
  const [here, setHere] = useState<CodingField | null>(null);
  const [pointed, setPointed] = useState<CodingField | null>(null);
  const last = useRef<CodingField | null>(null);
  const [isArmed, setArmed] = useState(false);
  const fields = item.reading?.fields ?? {};

  const choose = (field: CodingField, value: string) => void editor.save({ [field]: value } as Partial<Coding>);

  async function pick(word: PickedWord) {
    const field = last.current;
    const picked = field && pickedValue(field, word, { today: todayIn(item.choices.timeZone, new Date()), dates });
    if (!field || !picked) {
      const label = field ? specOf(field).label.toLowerCase() : 'the field';
      return toast({ title: `That is nothing for ${label}`, description: 'Press another place, or type it in.' });
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
        : { action: { label: 'Create', onPress: () => void create(picked.name) } }),
    });
  }

  /** One that is nearly called so is offered in its place. */
  async function create(name: string, isDifferent = false) {
    const made = await contacts.create({ workspace: item.workspace, name, isDifferent });
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

  const litField = pointed ?? here;
  const place = litField ? (fields[litField]?.place ?? null) : null;
  return {
    lit: place && { place, isHere: litField === here },
    onPick: isArmed && !isReadOnly ? (word: PickedWord) => void pick(word) : null,
    context: {
      fields: isReadOnly ? {} : fields,
      here,
      choose,
      create: isReadOnly ? null : (name) => void create(name),
    } satisfies ReadHere,
    /** For what has the fields in it. */
    handlers: {
      onFocus: (event: FocusEvent) => {
        const field = fieldOf(event.target);
        setHere(field);
        if (!field) return;
        last.current = field;
        setArmed(pickable.has(field));
      },
      onBlur: () => setHere(null),
      onPointerOver: (event: PointerEvent) => setPointed(fieldOf(event.target)),
      onPointerLeave: () => setPointed(null),
      onKeyDownCapture: (event: KeyboardEvent) => {
        const index =
          event.altKey && !event.ctrlKey && !event.metaKey ? ['Digit1', 'Digit2', 'Digit3'].indexOf(event.code) : -1;
        const alternative = here && index >= 0 ? fields[here]?.alternatives[index] : undefined;
        if (!here || !alternative || isReadOnly) return;
        event.preventDefault();
        event.stopPropagation();
        choose(here, alternative.value);
      },
    },
  };
}

function fieldOf(target: EventTarget): CodingField | null {
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-field]') : null;
  return (place?.dataset.field as CodingField | undefined) ?? null;
}
