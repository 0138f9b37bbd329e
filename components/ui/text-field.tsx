'use client';

import type { FocusEventHandler, HTMLInputTypeAttribute, InputHTMLAttributes, KeyboardEventHandler, Ref } from 'react';
import { cx } from './cx.ts';
import { FieldFrame, type FieldProps, fieldClass, placeholderOf, problemList, useFieldParts } from './field.tsx';
import { useUnderPress } from './under-press.ts';

type Control = HTMLInputElement & HTMLTextAreaElement;

export type TextFieldProps = FieldProps &
  Pick<
    InputHTMLAttributes<HTMLInputElement>,
    'name' | 'inputMode' | 'autoComplete' | 'autoFocus' | 'maxLength' | 'minLength'
  > & {
    value?: string;
    defaultValue?: string;
    onChange?: (text: string) => void;
    onBlur?: FocusEventHandler<HTMLElement>;
    onFocus?: FocusEventHandler<HTMLElement>;
    onKeyDown?: KeyboardEventHandler<HTMLElement>;
    type?: HTMLInputTypeAttribute;
    isReadOnly?: boolean;
    spellCheck?: boolean | 'true' | 'false';
    placeholder?: string;
    /** More than one makes it a text area that grows with its text. */
    rows?: number;
    /** A cell of a table: no outline until it is hovered or focused. */
    isCell?: boolean;
    inputRef?: Ref<Control>;
  };

export function TextField({
  label,
  labelPlacement,
  description,
  problems,
  saveState,
  className,
  placeholder,
  rows = 1,
  isCell,
  inputRef,
  isDisabled,
  isReadOnly,
  isRequired,
  onChange,
  type = 'text',
  ...props
}: TextFieldProps) {
  const all = useUnderPress(problemList(problems));
  const frame = { label, labelPlacement, description, isRequired };
  const { parts, control } = useFieldParts({ ...frame, isInvalid: all.length > 0 });
  const attributes = {
    ...props,
    ...control,
    placeholder: placeholderOf(placeholder, { isDisabled, isReadOnly }),
    disabled: isDisabled,
    readOnly: isReadOnly,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => onChange?.(currentTarget.value),
  };
  return (
    <div data-disabled={isDisabled || undefined} className={fieldClass({ labelPlacement, className })}>
      <FieldFrame {...frame} {...{ parts, saveState }} problems={all}>
        {rows > 1 ? (
          <textarea
            {...attributes}
            ref={inputRef}
            rows={rows}
            className={cx('control h-auto! min-h-(--control) resize-y px-2.5 py-1.5 field-sizing-content')}
          />
        ) : (
          <input
            {...attributes}
            ref={inputRef}
            type={type}
            className={cx('control px-2.5', isCell && 'control-cell')}
          />
        )}
      </FieldFrame>
    </div>
  );
}
