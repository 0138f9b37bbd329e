import type { Fix as FieldFix, FieldProblem } from '#components/ui/field.tsx';
import { newId } from '#components/ui/new-id.ts';
import { withDeduction } from '#lib/domain/cis.ts';
import type { CodingField } from '#lib/domain/coding/coding.ts';
import { hasDueDate } from '#lib/domain/coding/due-date.ts';
import { fields } from '#lib/domain/coding/fields.ts';
import { type LineField, lineFields } from '#lib/domain/coding/line-fields.ts';
import { withRemainingBalance } from '#lib/domain/coding/line-items.ts';
import { fieldName } from '#lib/domain/coding/show-value.ts';
import { formatInstant } from '#lib/domain/instant-text.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Formats } from '#lib/domain/personal-preferences.ts';
import type { Fix, Problem, ProblemCode, ProblemField } from '#lib/domain/readiness/problem.ts';
import type { ListName } from '#lib/domain/sync-summary.ts';
import { capitalised } from '#lib/domain/words.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';
import type { ItemEditor } from './use-item-editor.ts';

/** A problem as fields show it, with its code where it is one of our own. */
export type ItemProblem = FieldProblem & { code?: ProblemCode };

/** Something still to be done is not yet an error. */
const isToBeDone = ({ code }: Problem) => code.endsWith('Missing') || code === 'notConnected';

/** Nor is what may be meant: a question, which somebody can confirm. */
const severityOf = (problem: Problem) =>
  isToBeDone(problem) || problem.fixes.some(({ kind }) => kind === 'confirm')
    ? ('warning' as const)
    : ('danger' as const);

/** What can be done about an item beside editing it; null where the person, or the place, has no way to do it. */
export type Remedying = {
  connect: (() => void) | null;
  mergeLists: (() => void) | null;
  /** Null where a question is answered elsewhere. */
  confirm: ((code: ProblemCode, question: string) => Promise<void>) | null;
  publishAgain: (() => void) | null;
  /** Reads a list anew, then publishes again. */
  reload: ((list: ListName) => void) | null;
  linkPaymentMethod: (() => void) | null;
};

/** Fixes as buttons, but for those that nothing here can do. */
export function fixButtons(item: ItemView, editor: ItemEditor, remedying: Remedying) {
  const rates = new Map(item.choices.taxRates.map((rate) => [rate.id, rate]));
  return (fix: Fix, code: ProblemCode | null): FieldFix[] => {
    const { label } = fix;
    const button = (onFix: (() => void) | null): FieldFix[] => (onFix ? [{ label, onFix }] : []);
    switch (fix.kind) {
      case 'connect':
      case 'reconnect':
        return button(remedying.connect);
      case 'mergeLists':
        return button(remedying.mergeLists);
      case 'publishAgain':
        return button(remedying.publishAgain);
      case 'linkPaymentMethod':
        return button(remedying.linkPaymentMethod);
      case 'reload': {
        const { reload } = remedying;
        return button(reload && (() => reload(fix.list)));
      }
      case 'confirm': {
        const { confirm } = remedying;
        return button(confirm && code && (() => void confirm(code, fix.question)));
      }
      case 'edit':
        return button(() => void editor.save(fix.changes, { label }));
    }
    const { amountDigits: digits, unitDigits } = item.choices;
    const pricing = { taxMode: editor.coding.taxMode, rates, digits, unitDigits };
    if (fix.kind === 'deductCis') {
      const deduct = () => withDeduction(editor.coding, fix.deduction, [newId(), newId()], pricing);
      return button(() => void editor.save(deduct(), { label }));
    }
    const lines = withRemainingBalance(editor.coding, newId(), pricing) ?? editor.coding.lines;
    return button(() => void editor.save({ lines }, { label }));
  };
}

/**
 * What stands at each field, each cause once: why what was entered is not saved or, where it is, what the ledger said and
 * what is missing or wrong, with the ways to put it right.
 */
export function problemsAt(
  item: ItemView,
  editor: ItemEditor,
  {
    isLocked,
    isReadOnly,
    isAsked,
    formats,
    ...remedying
  }: Remedying & {
    /** What is being published, or is, has no problems any more. */
    isLocked: boolean;
    /** The person may not put anything right. */
    isReadOnly: boolean;
    /** Whether it is time to say what is still missing at a field; what is wrong is said at once. */
    isAsked: (field: ProblemField, line: number | null) => boolean;
    /** The reader's. */
    formats: Formats;
  },
) {
  const fixOf = isReadOnly ? () => [] : fixButtons(item, editor, remedying);

  return (field: ProblemField, line: number | null = null): ItemProblem[] => {
    const unsaved = line === null ? unsavedAt(editor, field as CodingField, formats) : [];
    // What is said of the stored value is beside the point while another waits to be stored.
    if (isLocked || unsaved.length > 0) return unsaved;
    const refused = item.refusal
      .filter((reason) => !reason.isTold && reason.field === field && reason.line === line)
      .map(({ message, fixes }) => ({
        message,
        severity: 'danger' as const,
        fixes: fixes.flatMap((fix) => fixOf(fix, null)),
      }));
    const missing = item.problems
      .filter((problem) => problem.field === field && problem.line === line)
      .filter((problem) => !isToBeDone(problem) || isAsked(field, line))
      .map((problem) => ({
        message: problem.message,
        severity: severityOf(problem),
        code: problem.code,
        fixes: problem.fixes.flatMap((fix) => fixOf(fix, problem.code)),
      }));
    return [...refused, ...missing];
  };
}

/** The fields of lines that something may be said at: `problemsAt` need not be asked about any other. */
export function linePlaces({ problems, refusal }: Pick<ItemView, 'problems' | 'refusal'>): Map<number, Set<string>> {
  const places = new Map<number, Set<string>>();
  for (const { field, line } of [...refusal, ...problems]) {
    if (field === null || line === null) continue;
    places.set(line, (places.get(line) ?? new Set()).add(field));
  }
  return places;
}

/** How many fields there is something to be done at. */
export function fieldsLeft({ problems, refusal }: Pick<ItemView, 'problems' | 'refusal'>): number {
  return new Set([...refusal, ...problems].flatMap(({ field, line }) => (field ? `${line} ${field}` : []))).size;
}

/** How the places are called at which the page shows problems; null for a field that it has no place for now. */
export function placeNames({ coding, workspace, choices: { tracking } }: ItemView) {
  const nameOf = (field: CodingField): string =>
    tracking[trackingFields.indexOf(field)]?.name ?? fieldName(field, workspace, { tracking: [] });
  return (field: ProblemField, line: number | null): string | null => {
    const inLine: string | undefined = field in lineFields ? lineFields[field as LineField].label : undefined;
    if (line !== null) return inLine === undefined ? null : `${capitalised(inLine)} of line ${line + 1}`;
    // An item's own coding gives way to that of its lines.
    const isDocument = coding.publishTo === 'DOCUMENT';
    const isHidden =
      field === 'lines' ||
      (field === 'publishAs' && !isDocument) ||
      (field === 'dueOn' && !(isDocument && hasDueDate(coding)));
    const isShown = field in fields && !isHidden && (coding.lines.length === 0 || !givesWay.has(field));
    return isShown ? nameOf(field as CodingField) : null;
  };
}

const trackingFields: readonly string[] = ['tracking1OptionId', 'tracking2OptionId'];
const givesWay: ReadonlySet<string> = new Set([
  ...['accountId', 'taxRateId', 'taxAmount', 'secondTaxAmount'],
  ...trackingFields,
]);

function unsavedAt(editor: ItemEditor, field: CodingField, formats: Formats): FieldProblem[] {
  const reason = editor.unsaved[field];
  if (!reason) return [];
  const mine = editor.coding[field];
  const again = (over?: NonNullable<typeof reason.conflict>['theirs']) => () =>
    void editor.save({ [field]: mine }, { over });
  if (!reason.conflict) {
    return [
      {
        message: reason.message,
        fixes: [
          { label: 'Try again', onFix: again() },
          { label: 'Discard', onFix: () => editor.takeStored(field), isDiscard: true },
        ],
      },
    ];
  }
  const { about: conflict, theirs } = reason.conflict;
  const when = conflict.at ? ` (${formatInstant(conflict.at, formats)})` : '';
  return [
    {
      message: `${isolated(conflict.by)} changed this to ${isolated(conflict.theirs.text || 'nothing')} meanwhile${when}. Yours is not saved.`,
      fixes: [
        { label: `Keep mine${shortly(conflict.mine.text)}`, onFix: again(theirs) },
        { label: `Take theirs${shortly(conflict.theirs.text)}`, onFix: () => editor.takeStored(field) },
      ],
    },
  ];
}

const shortly = (text: string) => (text.length > 0 && text.length <= 24 ? `: ${isolated(text)}` : '');
