'use client';

import { ChevronDown } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ListBox } from 'react-aria-components/ListBox';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { cx } from './cx.ts';
import { FieldFrame, fieldClass, problemList, useFieldParts } from './field.tsx';
import { OptionItem } from './option-item.tsx';
import { floatingClass, ListPopover } from './popover-panel.tsx';
import type { SelectArrival, SelectProps } from './select.tsx';
import { useUnderPress } from './under-press.ts';
import { Widgets } from './widgets.tsx';

/** A `Select` that somebody has come to. */
export function OpenableSelect<Id extends string>({
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
  arrival,
  ...props
}: SelectProps<Id> & { arrival: SelectArrival }) {
  const all = useUnderPress(problemList(problems));
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  // Opened only once the button has the focus: the list gives it back to what had it before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it takes the place of the plain one
  useLayoutEffect(() => {
    if (arrival.isIn) button.current?.focus({ preventScroll: true });
    if (arrival.opens) setOpen(true);
  }, []);
  const frame = { label, labelPlacement, description, isRequired: props.isRequired };
  const { parts, named } = useFieldParts({ ...frame, isInvalid: all.length > 0 });
  return (
    <Widgets>
      <AriaSelect
        {...props}
        value={value}
        onChange={(key) => {
          const chosen = options.find(({ id }) => id === key);
          if (chosen) onChange(chosen.id);
        }}
        isOpen={isOpen}
        onOpenChange={setOpen}
        placeholder={placeholder}
        validationBehavior="aria"
        isInvalid={all.length > 0}
        {...named}
        aria-labelledby={labelPlacement === 'hidden' ? undefined : parts.label}
        className={fieldClass({ labelPlacement, className })}
      >
        <FieldFrame {...frame} {...{ parts, saveState }} problems={all}>
          <Button
            ref={button}
            id={parts.control}
            data-invalid={all.length > 0 || undefined}
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
      </AriaSelect>
    </Widgets>
  );
}
