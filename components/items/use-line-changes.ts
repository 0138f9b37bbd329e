'use client';

import { useLayoutEffect, useRef } from 'react';
import { newId } from '#components/ui/new-id.ts';
import { toast } from '#components/ui/toast-queue.ts';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import { type Grouping, groupLines } from '#lib/domain/coding/group-lines.ts';
import { lineFields } from '#lib/domain/coding/line-fields.ts';
import {
  emptyLine,
  linesInMode,
  MAX_LINES,
  outBy,
  type Pricing,
  sumLines,
  withDifferenceOn,
  withRemainingBalance,
} from '#lib/domain/coding/line-items.ts';
import { withSuggestedRate } from '#lib/domain/coding/line-rate.ts';
import { changedIn } from '#lib/domain/coding/rows.ts';
import { writeMoney } from '#lib/domain/currency-units.ts';
import { decimal } from '#lib/domain/money.ts';
import type { NumberForm } from '#lib/domain/number-form.ts';
import type { TaxMode } from '#lib/domain/tax.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { knownCategories } from './found-categories.ts';
import { type Range, rowsOf, shifted } from './grid-moves.ts';
import { type LineValues, withValues } from './line-values.ts';
import type { ItemEditor } from './use-item-editor.ts';
import type { LineFocus } from './use-line-focus.ts';

const words = (count: number) => `${count} ${count === 1 ? 'line' : 'lines'}`;

/** What can be done with an item's lines, each saved and undone as one change. */
export function useLineChanges(
  editor: ItemEditor,
  pricing: Pricing,
  categories: Choices['accounts'],
  focus: LineFocus,
  numbers: NumberForm,
) {
  const { coding } = editor;
  const written = (amount: string) => writeMoney(amount, coding.currency ?? '', numbers);
  // Another currency may let several fields at once give on what was refused in them: none may undo another's.
  const newest = useRef({ editor, lines: coding.lines });
  useLayoutEffect(() => {
    newest.current = { editor, lines: coding.lines };
  });
  const now = () => newest.current.lines;

  const save = (lines: CodingLine[], label?: string) => {
    newest.current.lines = lines;
    return editor.save({ lines }, label ? { label } : {});
  };

  /** A message with a way back, for what changes many lines at once. */
  async function saveAndTell(lines: CodingLine[], label: string, message: { title: string; description?: string }) {
    if (await save(lines, label)) offerUndo(label, message);
  }

  function offerUndo(label: string, message: { title: string; description?: string }) {
    toast({
      ...message,
      tone: 'success',
      action: {
        label: 'Undo',
        onPress: () => {
          const { editor } = newest.current;
          if (editor.canUndo === label) void editor.undo();
          else
            toast({
              title: 'The lines have been changed since',
              description: 'Undo above them takes changes back one by one.',
            });
        },
      },
    });
  }

  const fresh = (coded: CodingLine | undefined): CodingLine => ({
    ...emptyLine(newId()),
    accountId: coded?.accountId ?? null,
    taxRateId: coded?.taxRateId ?? null,
  });

  /** A line with other values, as they would be saved: a new category brings its tax rate with it. */
  const changed = (line: CodingLine, values: LineValues) =>
    withValues(line, withSuggestedRate(line, values, knownCategories(categories)), pricing);

  const room = () => MAX_LINES - now().length;

  function add(after = now().length - 1) {
    if (room() < 1) return;
    const line = focus.enter(fresh(now()[after]));
    void save(now().toSpliced(after + 1, 0, line), 'Add line');
  }

  return {
    add,
    changed,
    /** Not behind a line that waits to be filled in. */
    addBehind() {
      const last = now().at(-1);
      if (last && (last.description !== null || last.total !== null)) add();
    },
    setValues(id: string, values: LineValues, label?: string) {
      const before = now().find((line) => line.id === id);
      if (!before) return;
      const after = changed(before, values);
      if (changedIn(lineFields, before, after).length === 0) return;
      void save(
        now().map((line) => (line.id === id ? after : line)),
        label,
      );
    },
    /** Of several lines at once, from the one at `top` on; those beyond the last are added. Tells how many there were. */
    setMany(top: number, rows: readonly LineValues[], label: string, title: (lines: string) => string) {
      const lines = [...now()];
      const fitting = rows.slice(0, MAX_LINES - top);
      for (const [index, values] of fitting.entries()) {
        lines[top + index] = changed(lines[top + index] ?? fresh(lines.at(-1)), values);
      }
      const isChanged = lines.some((line, index) => {
        const before = now()[index];
        return !before || changedIn(lineFields, before, line).length > 0;
      });
      if (!isChanged) return;
      void saveAndTell(lines, label, { title: title(words(fitting.length)) });
    },
    duplicate({ top, bottom }: Range) {
      const copies = now()
        .slice(top, bottom + 1)
        .map((line) => ({ ...line, id: newId() }));
      const [first] = copies;
      if (!first || copies.length > room()) return;
      focus.enter(first);
      void save(now().toSpliced(bottom + 1, 0, ...copies), copies.length === 1 ? 'Duplicate line' : 'Duplicate lines');
    },
    remove(range: Range, field?: string) {
      const gone = new Set(rowsOf(range));
      const left = now().filter((_, index) => !gone.has(index));
      const next = left[Math.min(range.top, left.length - 1)];
      if (next) focus.enter(next, field);
      else focus.leave();
      void save(left, gone.size === 1 ? 'Remove line' : 'Remove lines');
    },
    removeAll() {
      const count = now().length;
      focus.leave();
      void saveAndTell([], 'Remove all lines', { title: `${words(count)} removed` });
    },
    /** With `at`, whoever is in that cell stays in it. Tells whether there was room. */
    move(range: Range, step: 1 | -1, at?: { row: number; field: string }): boolean {
      const lines = shifted(now(), range, step);
      if (!lines) return false;
      const line = at && now()[at.row];
      if (line) focus.enter(line, at.field);
      void save(lines, range.top === range.bottom ? 'Move line' : 'Move lines');
      return true;
    },
    group(by: Grouping) {
      const [before, lines] = [now(), groupLines(now(), by, pricing)];
      const name = by === 'description' ? 'description' : 'tax rate';
      const apart = 'Lines of another category, tax rate, tracking or customer stay apart.';
      if (lines.length === before.length) {
        toast({ title: `No lines are alike in their ${name}`, description: apart });
        return;
      }
      void saveAndTell(lines, `Group by ${name}`, {
        title: `${words(before.length)} grouped into ${lines.length}`,
        description: `Net, tax and total are the same. ${apart}`,
      });
    },
    /** Puts what the lines are out by on one of them. */
    putDifferenceOn(index: number) {
      const missing = outBy({ ...coding, lines: now() }, pricing.digits);
      const lines = withDifferenceOn({ ...coding, lines: now() }, index, pricing);
      if (!lines || missing === null) return;
      void saveAndTell(lines, 'Put the difference on a line', {
        title: `${written(missing)} put on line ${index + 1}`,
      });
    },
    addBalance() {
      const lines = withRemainingBalance({ ...coding, lines: now() }, newId(), pricing);
      const last = lines?.at(-1);
      if (!lines || !last) return;
      focus.enter(last);
      void save(lines, 'Add remaining balance');
    },
    /** The server works the lines out anew, by the same rule; what became of them is told. */
    async setTaxMode(taxMode: TaxMode) {
      const before = sumLines(now(), pricing.digits).total;
      const isBalanced = decimal(outBy({ ...coding, lines: now() }, pricing.digits) ?? '1').isZero();
      const lines = linesInMode({ ...coding, lines: now() }, coding.taxMode, { ...pricing, taxMode });
      const after = sumLines(lines, pricing.digits).total;
      if (taxMode === coding.taxMode || !(await editor.save({ taxMode }, { label: 'Amounts are' }))) return;
      offerUndo('Amounts are', {
        title: {
          INCLUSIVE: 'Amounts now include tax',
          EXCLUSIVE: 'Tax is now added to amounts',
          NONE: 'Amounts now have no tax',
        }[taxMode],
        description: isBalanced
          ? `The lines add up to the total as before: only prices${taxMode === 'NONE' ? ' and tax' : ''} are different.`
          : `What was typed stands with its new meaning: the lines came to ${written(before)}, and now come to ${written(after)}.`,
      });
    },
  };
}

export type LineChanges = ReturnType<typeof useLineChanges>;
