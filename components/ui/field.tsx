'use client';

import { Check, CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import { Spinner } from './spinner.tsx';

/** What is wrong with a field, in the user's words, and what would put it right. */
export type FieldProblem = {
  message: string;
  /** `warning` is something still missing or to be confirmed, `danger` is something wrong or refused. */
  severity?: 'warning' | 'danger';
  fixes?: readonly Fix[];
};

/** `isDiscard` gives up what is not stored, which Escape does too. */
export type Fix = { label: string; onFix: () => void; isDiscard?: boolean };

export type SaveState = 'saving' | 'saved' | 'failed';

/** What every field takes, whatever its control. */
export type FieldProps = {
  label: string;
  /** `side` puts the label left of the control (forms that are read as much as written); `hidden` leaves it to assistive technology (cells of a table). */
  labelPlacement?: 'top' | 'side' | 'hidden';
  description?: ReactNode;
  problems?: string | readonly FieldProblem[];
  saveState?: SaveState;
  isRequired?: boolean;
  isDisabled?: boolean;
  className?: string;
};

export function problemList(problems: FieldProps['problems']): readonly FieldProblem[] {
  if (!problems) return [];
  return typeof problems === 'string' ? [{ message: problems }] : problems;
}

/** What is not filled in and can't be is empty, and not an invitation. */
export const placeholderOf = (
  placeholder: string | undefined,
  locked: { isDisabled?: boolean; isReadOnly?: boolean },
) => (locked.isDisabled || locked.isReadOnly ? undefined : placeholder);

/** The classes of the element around a field. */
export function fieldClass({ labelPlacement = 'top', className }: Pick<FieldProps, 'labelPlacement' | 'className'>) {
  return cx(
    'group/field min-w-0',
    labelPlacement === 'side'
      ? 'grid grid-cols-[minmax(6rem,8rem)_minmax(0,1fr)] items-start gap-x-3'
      : 'flex flex-col gap-1',
    className,
  );
}

/** The ids of a field's parts, by which its control tells assistive technology of them. */
export type FieldParts = { control: string; label: string; description: string; problems: string };

/** What a field's frame and its control have in common. */
export function useFieldParts({
  label,
  labelPlacement,
  description,
  isRequired,
  isInvalid,
}: Pick<FieldProps, 'label' | 'labelPlacement' | 'description' | 'isRequired'> & { isInvalid: boolean }) {
  const id = useId();
  const parts: FieldParts = {
    control: id,
    label: `${id}-label`,
    description: `${id}-description`,
    problems: `${id}-problems`,
  };
  const about = [description && parts.description, isInvalid && parts.problems].filter(Boolean).join(' ');
  return {
    parts,
    /** Of whatever takes the input. */
    named: {
      'aria-label': labelPlacement === 'hidden' ? label : undefined,
      'aria-describedby': about || undefined,
    },
    /** Of an `input` or `textarea`. */
    control: {
      id,
      'aria-label': labelPlacement === 'hidden' ? label : undefined,
      'aria-describedby': about || undefined,
      'aria-invalid': isInvalid || undefined,
      'aria-required': isRequired || undefined,
    },
  };
}

/** Label above, control, then description and problems below. */
export function FieldFrame({
  parts,
  label,
  labelPlacement = 'top',
  description,
  problems,
  saveState,
  isRequired,
  children,
}: Omit<FieldProps, 'className' | 'isDisabled'> & { parts: FieldParts; children: ReactNode }) {
  // What is wrong with it is the news then.
  const shownState = saveState === 'saved' && problemList(problems).length > 0 ? undefined : saveState;
  return (
    <>
      {labelPlacement !== 'hidden' && (
        <div
          data-label=""
          className={cx(
            'flex items-center justify-between gap-2',
            labelPlacement === 'side' ? 'min-h-(--control)' : 'min-h-5',
          )}
        >
          <label id={parts.label} htmlFor={parts.control} className="text-sm font-medium text-text">
            {label}
            {isRequired && (
              <span aria-hidden="true" className="ml-0.5 text-muted group-data-disabled/field:hidden" title="Needed">
                *
              </span>
            )}
          </label>
          {labelPlacement === 'top' && <SaveMark state={shownState} />}
        </div>
      )}
      <div data-control="" className="flex min-w-0 flex-col gap-1" data-severity={severityOf(problemList(problems))}>
        {children}
        {labelPlacement === 'side' && shownState && <SaveMark state={shownState} />}
        {description && (
          <span id={parts.description} className="text-xs text-muted">
            {description}
          </span>
        )}
        <FieldProblems id={parts.problems} problems={problems} />
      </div>
    </>
  );
}

const severityOf = (problems: readonly FieldProblem[]) =>
  problems.length > 0 && problems.every(({ severity }) => severity === 'warning') ? 'warning' : undefined;

function FieldProblems({ id, problems }: Pick<FieldProps, 'problems'> & { id: string }) {
  const all = problemList(problems);
  if (all.length === 0) return null;
  return (
    // A table's rows do not grow: there it lies over what follows.
    <div className="flex flex-col gap-1 in-data-row:floating in-data-row:absolute in-data-row:top-full in-data-row:z-2 in-data-row:w-max in-data-row:max-w-80 in-data-row:p-2 in-data-row:whitespace-normal">
      <span id={id}>
        <ProblemLines problems={all} />
      </span>
      <ProblemFixes problems={all} />
    </div>
  );
}

/** What is wrong, a line each. */
export function ProblemLines({ problems }: { problems: readonly FieldProblem[] }) {
  return (
    <span className="flex flex-col gap-0.5 text-xs">
      {problems.map(({ message, severity = 'danger' }) => (
        <span
          key={message}
          className={cx('flex items-start gap-1', severity === 'danger' ? 'text-danger' : 'text-warning')}
        >
          <CircleAlert aria-hidden="true" size={12} className="mt-0.5 shrink-0" />
          {message}
        </span>
      ))}
      <FixKeys fixes={fixesOf(problems)} />
    </span>
  );
}

const fixesOf = (problems: readonly FieldProblem[]) => problems.flatMap(({ fixes = [] }) => fixes);

/** Which keys put it right, for whoever hears the field and does not come past the buttons. */
function FixKeys({ fixes }: { fixes: readonly Fix[] }) {
  const offered = fixes.filter(({ isDiscard }) => !isDiscard).map(({ label }) => label);
  const words = [
    ...(offered.length > 0 ? [`Alt and Enter: ${offered.join(', or ')}.`] : []),
    ...(offered.length < fixes.length ? ['Escape: Discard.'] : []),
  ];
  return words.length > 0 && <span className="sr-only">{words.join(' ')}</span>;
}

/** What would put it right, a button each; Tab passes them by, see `useFieldKeys`. */
export function ProblemFixes({ problems }: { problems: readonly FieldProblem[] }) {
  const fixes = fixesOf(problems);
  if (fixes.length === 0) return null;
  return (
    <div data-fixes className="flex flex-wrap gap-1">
      {fixes.map(({ label, onFix, isDiscard }) => (
        <Button
          key={label}
          excludeFromTabOrder
          data-discard={isDiscard ? '' : undefined}
          size="small"
          onPress={onFix}
          className="h-auto! min-h-(--control-small) max-w-full whitespace-normal! text-left"
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

/** What became of the newest change of a field. */
export function SaveMark({ state }: { state: SaveState | undefined }) {
  return (
    <span role="status" className="flex items-center gap-1 text-2xs text-muted">
      {state === 'saving' && (
        <>
          <Spinner size={10} /> <SaveWord>Saving</SaveWord>
        </>
      )}
      {state === 'saved' && (
        <>
          <Check aria-hidden="true" size={11} className="text-success-mark" /> <SaveWord>Saved</SaveWord>
        </>
      )}
      {state === 'failed' && <span className="text-danger">Not saved</span>}
    </span>
  );
}

/** Two fields stand side by side on a phone too: there the mark leaves a label its one line. */
const SaveWord = ({ children }: { children: string }) => <span className="max-sm:sr-only">{children}</span>;
