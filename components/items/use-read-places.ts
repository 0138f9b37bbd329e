'use client';

import { createContext, type FocusEvent, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { PickedWord } from '#components/document/places.ts';
import { brought } from '#components/ui/brought.ts';
import { useFormats } from '#components/ui/formats.tsx';
import { later, useLater } from '#components/ui/later.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import type { ReadAlternative, ReadFields } from '#lib/domain/extraction/read-view.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';
import type { ContactHandlers } from './contact-field.tsx';
import type { ItemEditor } from './use-item-editor.ts';

/** What a word means, and what is said of it, which takes a press on one. */
const picking = later(() => import('./pick-word.ts'));

/** Fields that text on the document can be put into. */
export const pickable: ReadonlySet<CodingField> = new Set<CodingField>([
  'contactId',
  'issuedOn',
  'dueOn',
  'reference',
  'creditFor',
  'total',
  'taxAmount',
  'description',
  'currency',
]);

/** What fields show of the reading, wherever they stand. */
export type ReadHere = {
  fields: ReadFields;
  here: CodingField | null;
  choose: (field: CodingField, value: ReadAlternative['value']) => void;
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
  useLater(picking);
  const [here, setHere] = useState<CodingField | null>(null);
  const [pointed, setPointed] = useState<CodingField | null>(null);
  const last = useRef<CodingField | null>(null);
  const [isArmed, setArmed] = useState(false);
  const fields = item.offers;

  const choose: ReadHere['choose'] = (field, value) => void editor.save({ [field]: value } as Partial<Coding>);

  async function pick(word: PickedWord) {
    const part = await brought(picking);
    await part?.pickWord(word, last.current, { item, editor, contacts, dates });
  }

  async function create(name: string) {
    const part = await brought(picking);
    await part?.createNamed(name, { item, editor, contacts });
  }

  const open = Object.entries(fields).flatMap(([field, { isOpen, alternatives }]) =>
    isOpen && alternatives[0] ? [[field, alternatives[0].value]] : [],
  );

  const litField = pointed ?? here;
  const place = litField ? (fields[litField]?.place ?? null) : null;
  return {
    lit: place && { place, isHere: litField === here },
    /** Takes the likeliest of all that is suggested for empty fields. */
    onTakeAll:
      open.length > 0 && !isReadOnly
        ? () => void editor.save(Object.fromEntries(open), { label: 'Suggestions' })
        : undefined,
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
