'use client';

import type { Ref } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField';
import { cx } from './cx.ts';
import { FieldFrame, type FieldProps, fieldClass, placeholderOf, problemList } from './field.tsx';
import { useUnderPress } from './under-press.ts';

export type TextFieldProps = FieldProps &
  Pick<
    AriaTextFieldProps,
    | 'value'
    | 'defaultValue'
    | 'onChange'
    | 'onBlur'
    | 'onFocus'
    | 'onKeyDown'
    | 'name'
    | 'type'
    | 'inputMode'
    | 'autoComplete'
    | 'autoFocus'
    | 'maxLength'
    | 'minLength'
    | 'isReadOnly'
    | 'spellCheck'
  > & {
    placeholder?: string;
    /** More than one makes it a text area that grows with its text. */
    rows?: number;
    /** A cell of a table: no outline until it is hovered or focused. */
    isCell?: boolean;
    inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
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
  ...props
}: TextFieldProps) {
  const all = useUnderPress(problemList(problems));
  return (
    <AriaTextField
      {...props}
      validationBehavior="aria"
      isInvalid={all.length > 0}
      aria-label={labelPlacement === 'hidden' ? label : undefined}
      className={fieldClass({ labelPlacement, className })}
    >
      <FieldFrame {...{ label, labelPlacement, description, saveState }} problems={all} isRequired={props.isRequired}>
        {rows > 1 ? (
          <TextArea
            ref={inputRef}
            rows={rows}
            placeholder={placeholderOf(placeholder, props)}
            className={cx('control h-auto! min-h-(--control) resize-y px-2.5 py-1.5 field-sizing-content')}
          />
        ) : (
          <Input
            ref={inputRef}
            placeholder={placeholderOf(placeholder, props)}
            className={cx('control px-2.5', isCell && 'control-cell')}
          />
        )}
      </FieldFrame>
    </AriaTextField>
  );
}
