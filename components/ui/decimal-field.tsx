'use client';

import { useEffect, useRef, useState } from 'react';
import { type NumberForm, writeNumber } from '#lib/domain/number-form.ts';
import { cx } from './cx.ts';
import { FieldFrame, type FieldProps, fieldClass, placeholderOf, problemList, useFieldParts } from './field.tsx';
import { useFormats } from './formats.tsx';
import { formatDecimal, type ParsedDecimal, parseDecimal } from './parse-decimal.ts';
import { selectOnFocus, useEarlyTyping, useStaysSelected } from './select-on-focus.ts';
import { useUnderPress } from './under-press.ts';
import { useUnfinished } from './unfinished.ts';

export type DecimalFieldProps = FieldProps & {
  /** A plain decimal such as `1234.50`, or empty. Never a float. */
  value: string;
  /** On leaving the field or on Enter, when what was typed is a number and differs. */
  onChange: (decimal: string) => void;
  /** How many digits may stand after the point. */
  decimals?: number;
  allowsNegative?: boolean;
  /** ISO 4217, of an amount of money: may be typed beside the number, and another may not. */
  currency?: string;
  /** A short word before the number, such as a currency code. */
  prefix?: string;
  /** And after it, such as a percent sign. */
  suffix?: string;
  placeholder?: string;
  isCell?: boolean;
  isReadOnly?: boolean;
  name?: string;
};

const problemText = (
  parsed: ParsedDecimal,
  { decimals, currency, numbers }: { decimals: number; currency: string | undefined; numbers: NumberForm },
) => {
  if (!('problem' in parsed)) return undefined;
  if (parsed.problem === 'ambiguous') return `Is this ${parsed.readings.join(' or ')}? Write it that way.`;
  if (parsed.problem === 'otherCurrency') return `This amount is in ${currency}. Choose the other currency first.`;
  if (parsed.problem === 'tooManyDecimals')
    return decimals === 0 ? 'Only whole numbers go here.' : `At most ${decimals} decimals go here.`;
  if (parsed.problem === 'tooLong') return 'This number is too long.';
  if (parsed.problem === 'negativeNotAllowed') return 'This cannot be negative.';
  return `This is not a number. Write it like ${writeNumber('1234.50', numbers)}.`;
};

/** A number typed as people write it. `MoneyField` and `NumberField` are its two uses. */
export function DecimalField({
  label,
  labelPlacement,
  description,
  problems,
  saveState,
  className,
  value,
  onChange,
  decimals = 2,
  allowsNegative = true,
  currency,
  prefix,
  suffix,
  placeholder,
  isCell,
  isRequired,
  isDisabled,
  isReadOnly,
  name,
}: DecimalFieldProps) {
  const form = useFormats();
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | undefined>();
  // What is said of the stored value is beside the point while another text stands in its place.
  const all = useUnderPress(
    wrong ? [{ message: wrong, fixes: [{ label: 'Discard', onFix: giveUp, isDiscard: true }] }] : problemList(problems),
  );

  // A field that is locked while one is in it is left afterwards, with what was typed.
  const isLocked = isDisabled || isReadOnly;
  if (isLocked && (typed !== null || wrong !== undefined)) giveUp();

  const input = useRef<HTMLInputElement>(null);
  useUnfinished(input, label, wrong ? typed : null);
  const shown = formatDecimal(value, decimals, form);
  useStaysSelected(input, typed ?? shown, typed !== null);
  useEarlyTyping(input, { label, shown, typed }, (text, isLeft) => {
    setTyped(text);
    if (isLeft) commit(text);
  });

  // What was refused may be right in another currency, and what is said of it is said of the one it was typed in.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when what it was judged against changes, and only then
  useEffect(() => {
    if (wrong !== undefined) commit(typed);
  }, [currency, decimals, allowsNegative]);

  function giveUp() {
    setTyped(null);
    setWrong(undefined);
  }

  function commit(typed: string | null) {
    if (typed === null) return;
    const parsed = parseDecimal(typed, { decimals, allowsNegative, currency }, form);
    const problem = problemText(parsed, { decimals, currency, numbers: form.numbers });
    setWrong(problem);
    if (problem) return;
    setTyped(null);
    if ('decimal' in parsed && parsed.decimal !== value) onChange(parsed.decimal);
  }

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
          {prefix && <span className="shrink-0 pl-2.5 text-xs text-muted">{prefix}</span>}
          <input
            {...control}
            {...selectOnFocus}
            ref={input}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            name={name}
            placeholder={placeholderOf(placeholder, { isDisabled, isReadOnly })}
            disabled={isDisabled}
            readOnly={isReadOnly}
            value={typed ?? shown}
            onChange={({ currentTarget }) => {
              setTyped(currentTarget.value);
              setWrong(undefined);
            }}
            onBlur={() => commit(typed)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') commit(typed);
              if (event.key === 'Escape' && typed !== null) {
                event.preventDefault();
                // What it stands in, such as a dialog, is left by the next.
                event.stopPropagation();
                giveUp();
              }
            }}
            className="amount h-full min-w-0 flex-1 rounded-md bg-transparent px-2.5 outline-none"
          />
          {suffix && <span className="shrink-0 pr-2.5 text-xs text-muted">{suffix}</span>}
        </div>
      </FieldFrame>
    </div>
  );
}
