'use client';

import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ListBox } from 'react-aria-components/ListBox';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { cx } from './cx.ts';
import { FieldFrame, type FieldProps, fieldClass, problemList } from './field.tsx';
import { OptionItem } from './option-item.tsx';
import type { Option } from './options.ts';
import { floatingClass, ListPopover } from './popover.tsx';
import { useUnderPress } from './under-press.ts';

export type SelectProps<Id extends string> = FieldProps & {
  value: Id | null;
  onChange: (id: Id) => void;
  options: readonly (Option & { id: Id })[];
  placeholder?: string;
  isCell?: boolean;
  name?: string;
};

/** One of up to a dozen or so. For more, or to find by typing, use a ComboBox. */
export function Select<Id extends string>({
  label,
  labelPlacement,
  description,
  problems,
  saveState,
  className,
  value,
  onChange,
  options,
  placeholder = 'Choose…',
  isCell,
  ...props
}: SelectProps<Id>) {
  const all = useUnderPress(problemList(problems));
  return (
    <AriaSelect
      {...props}
      value={value}
      onChange={(key) => {
        const chosen = options.find(({ id }) => id === key);
        if (chosen) onChange(chosen.id);
      }}
      placeholder={placeholder}
      validationBehavior="aria"
      isInvalid={all.length > 0}
      aria-label={labelPlacement === 'hidden' ? label : undefined}
      className={fieldClass({ labelPlacement, className })}
    >
      {({ isInvalid }) => (
        <FieldFrame {...{ label, labelPlacement, description, saveState }} problems={all} isRequired={props.isRequired}>
          <Button
            data-invalid={isInvalid || undefined}
            className={cx('control gap-2 pr-2 pl-2.5 text-left', isCell && 'control-cell')}
          >
            <SelectValue className="min-w-0 flex-1 truncate data-placeholder:text-muted">
              {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
            </SelectValue>
            <ChevronDown aria-hidden="true" size={14} className="shrink-0 text-muted" />
          </Button>
          <ListPopover className={cx(floatingClass, 'flex min-w-(--trigger-width) flex-col')}>
            <ListBox className="max-h-80 min-h-0 overflow-auto p-1 outline-none">
              {options.map((option) => (
                <OptionItem key={option.id} option={option} />
              ))}
            </ListBox>
          </ListPopover>
        </FieldFrame>
      )}
    </AriaSelect>
  );
}
