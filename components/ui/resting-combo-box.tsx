'use client';

import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { Arrival, OptionComboBoxProps } from './combo-box-types.ts';
import { cx } from './cx.ts';
import { pressWorked, useEarlyPress } from './early-press.ts';
import { FieldFrame, fieldClass, placeholderOf, problemList, useFieldParts } from './field.tsx';
import { later, useLater } from './later.ts';
import { PlainButton } from './plain-button.tsx';
import { selectOnFocus, useEarlyTyping } from './select-on-focus.ts';
import { useUnderPress } from './under-press.ts';
import { useUnfinished } from './unfinished.ts';

/** The field with its list, and what finds or asks for what is in it: most boxes of a page are read, and few are gone to. */
export const openableBox = later(() => import('./arrived-combo-box.tsx'));

/**
 * A combo box that nobody is in: a text with the same look, name and role, which costs a page next to nothing. Whoever
 * comes to it is in the field itself at once, with what they typed, and with their caret.
 */
export function OptionComboBox(props: OptionComboBoxProps) {
  const [arrival, setArrival] = useState<Arrival | null>(null);
  const part = useLater(openableBox, arrival !== null);
  // What is pressed must stay where it is until the press has become a click.
  const arrived = useUnderPress(part && arrival);
  const arrive = (change: Partial<Arrival>) => setArrival((now) => ({ ...(now ?? nobody), ...change }));
  const input = useRef<HTMLInputElement>(null);
  const { label, selected, query } = props;
  // Here, where it is the same field before somebody came to it and after.
  const noteTyped = useEarlyTyping(input, { label, shown: selected?.label ?? '', typed: query }, (text, isLeft) => {
    props.onQueryChange(text);
    arrive({ caret: caretIn(input.current), opens: !isLeft, ending: isLeft ? 'left' : null });
  });
  const onQueryChange = (text: string | null) => {
    noteTyped(text);
    props.onQueryChange(text);
  };
  const common = { ...props, onQueryChange };
  if (part && arrived && arrival) return <part.ArrivedComboBox {...common} arrival={arrival} />;
  return <RestingComboBox {...common} {...{ input, arrival }} onArrive={arrive} onLeave={() => setArrival(null)} />;
}

const nobody: Arrival = { caret: null, opens: false, keys: [], ending: null };

/** Null when they are not in it. */
function caretIn(field: HTMLInputElement | null): Arrival['caret'] {
  if (!field || field !== document.activeElement) return null;
  return [field.selectionStart ?? 0, field.selectionEnd ?? 0];
}

function RestingComboBox({
  label,
  labelPlacement,
  description,
  problems,
  saveState,
  className,
  placeholder,
  isCell,
  isReadOnly,
  isRequired,
  isDisabled,
  autoFocus,
  selected,
  query,
  onQueryChange,
  input,
  arrival,
  onArrive,
  onLeave,
}: OptionComboBoxProps & {
  input: RefObject<HTMLInputElement | null>;
  arrival: Arrival | null;
  onArrive: (change: Partial<Arrival>) => void;
  onLeave: () => void;
}) {
  const all = useUnderPress(problemList(problems));
  /** What is being composed, as in Japanese, would be lost with this input. */
  const isComposing = useRef(false);
  const isLocked = isDisabled || isReadOnly;
  const shown = selected?.label ?? '';
  const typed = query?.trim() ?? '';
  useUnfinished(input, label, typed === '' ? null : typed);

  /** With the caret where it is now. */
  function arrive(change: Partial<Arrival> = {}) {
    const field = input.current;
    if (isLocked || !field || isComposing.current) return;
    onArrive({ caret: caretIn(field), ...change });
  }

  function open() {
    pressWorked();
    input.current?.focus();
    arrive({ opens: true });
  }
  // By its arrow it is opened from within: nothing is selected of what was typed.
  useEarlyPress(input, () => press('ArrowDown'));

  /** What the field itself answers to, once it has come. */
  const keys = arrival?.keys ?? [];
  const press = (key: string) => arrive({ keys: [...keys, key] });
  const isOpening = arrival?.opens || keys.length > 0;

  function onKeyDown(event: KeyboardEvent) {
    const { key, nativeEvent } = event;
    if (nativeEvent.isComposing || isLocked) return;
    if (key === 'Tab') {
      if (query !== null) arrive({ ending: 'tabbed', opens: false, keys: [] });
      return;
    }
    const isList = key === 'ArrowDown' || key === 'ArrowUp';
    if (isList || (key === 'Enter' && keys.length > 0)) press(key);
    else if (key === 'Enter' && query !== null) arrive({ ending: 'entered', opens: false });
    else if (key === 'Escape' && (query !== null || isOpening)) {
      onQueryChange(null);
      arrive({ opens: false, keys: [] });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const pointer = {
    // A mouse is over a field well before it is pressed there.
    onPointerEnter: ({ pointerType, buttons }: PointerEvent) => {
      if (pointerType === 'mouse' && buttons === 0) arrive();
    },
    onClick: open,
  };
  const frame = { label, labelPlacement, description, isRequired };
  const { parts, control } = useFieldParts({ ...frame, isInvalid: all.length > 0 });
  return (
    <div data-disabled={isDisabled || undefined} className={fieldClass({ labelPlacement, className })}>
      <FieldFrame {...frame} {...{ parts, saveState }} problems={all}>
        <div
          data-disabled={isDisabled || undefined}
          data-invalid={all.length > 0 || undefined}
          className={cx('control', isCell && 'control-cell')}
        >
          <input
            {...control}
            {...pointer}
            onMouseDown={selectOnFocus.onMouseDown}
            ref={input}
            type="text"
            role="combobox"
            aria-expanded={false}
            aria-autocomplete="list"
            autoComplete="off"
            autoCorrect="off"
            spellCheck="false"
            // biome-ignore lint/a11y/noAutofocus: the caller's choice
            autoFocus={autoFocus}
            placeholder={placeholderOf(placeholder, { isDisabled, isReadOnly })}
            disabled={isDisabled}
            readOnly={isReadOnly}
            value={query ?? shown}
            onFocus={(event) => {
              selectOnFocus.onFocus(event);
              arrive();
            }}
            // Who has gone on must not be called back.
            onBlur={() => {
              if (query === null) onLeave();
              else arrive({ caret: null, ending: arrival?.ending ?? 'left', opens: false, keys: [] });
            }}
            onSelect={() => arrive()}
            onCompositionStart={() => {
              isComposing.current = true;
              onLeave();
            }}
            onCompositionEnd={() => {
              isComposing.current = false;
              arrive({ opens: true });
            }}
            onChange={({ currentTarget }) => {
              onQueryChange(currentTarget.value === shown ? null : currentTarget.value);
              arrive({ opens: true, keys: [], ending: null });
            }}
            onKeyDown={onKeyDown}
            className="h-full min-w-0 flex-1 truncate rounded-md bg-transparent pl-2.5 outline-none"
          />
          {selected?.detail && query === null && (
            <span className="shrink-0 pl-2 text-xs text-muted tabular-nums">{selected.detail}</span>
          )}
          <PlainButton
            aria-label={`${label}: show the list`}
            isDisabled={isLocked}
            excludeFromTabOrder
            onPress={open}
            className="grid h-full w-7 pointer-coarse:w-11 shrink-0 place-items-center rounded-md text-muted hover:text-text"
          >
            <ChevronDown aria-hidden="true" size={14} />
          </PlainButton>
        </div>
      </FieldFrame>
    </div>
  );
}
