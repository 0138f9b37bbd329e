'use client';

import { Plus } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { SaveMark } from '#components/ui/field.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { later, useLater } from '#components/ui/later.ts';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import { MAX_LINES } from '#lib/domain/coding/line-items.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { secondTaxName } from '#lib/domain/tax-components.ts';
import type { LineSources } from '#lib/inbox/shown-sources.ts';
import type { LineOffer } from '#lib/inbox/suggested-values.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import type { ProductOption } from '#lib/lists/search-products.ts';
import type { problemsAt } from './field-problems.ts';
import { rangeOf, rowsOf, type Spot, within } from './grid-moves.ts';
import { LineBalance } from './line-balance.tsx';
import { isColumnShown, lineColumns, offeredColumns } from './line-columns.ts';
import type { LineEntries } from './line-editor.tsx';
import { LineGrid } from './line-grid.tsx';
import { LineMenu } from './line-menu.tsx';
import { LineOffers } from './line-offers.tsx';
import type { RowHandlers } from './line-row.tsx';
import { LineSource } from './line-source.tsx';
import { cellText, lineNames } from './line-text.ts';
import type { LineValues } from './line-values.ts';
import type { PasteContext } from './pasted-lines.ts';
import { TaxModeField } from './tax-mode-field.tsx';
import type { ItemEditor } from './use-item-editor.ts';
import { useLineChanges } from './use-line-changes.ts';
import type { LineFocus } from './use-line-focus.ts';
import { usePaste } from './use-paste.ts';
import { useShownColumns } from './use-shown-columns.ts';

const pasteDialog = later(() => import('./paste-lines-dialog.tsx'));
const changeDialog = later(() => import('./change-lines-dialog.tsx'));

export type LineItemsProps = {
  editor: ItemEditor;
  choices: Choices;
  workspace: Workspace;
  /** By id, how products and customers on lines are called. */
  known: Record<string, string>;
  /** Where values of lines come from. */
  sources: LineSources;
  /** What is suggested for empty cells. */
  offers: readonly LineOffer[];
  entries: LineEntries;
  problems: ReturnType<typeof problemsAt>;
  /** By line, the fields that something may be said at. */
  places: ReadonlyMap<number, ReadonlySet<string>>;
  focus: LineFocus;
  isReadOnly: boolean;
};

const first: Spot = { at: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } };

/** The document's lines, each coded by itself, and whether they add up to its total: a grid that works as a spreadsheet does. */
export function LineItems(props: LineItemsProps) {
  const { editor, choices, workspace, known, sources, offers, entries, problems, places, focus, isReadOnly } = props;
  const { coding } = editor;
  const { lines, taxMode } = coding;
  const { amountDigits: digits, unitDigits } = choices;
  const currency = coding.currency ?? choices.baseCurrency;
  const form = useFormats();
  const pricing = useMemo(
    () => ({ taxMode, rates: new Map(choices.taxRates.map((rate) => [rate.id, rate])), digits, unitDigits }),
    [taxMode, choices.taxRates, digits, unitDigits],
  );
  const changes = useLineChanges(editor, pricing, choices.accounts, focus, form.numbers);

  const [chosen, choose] = useShownColumns();
  const offered = offeredColumns(choices.tracking, workspace, secondTaxName(choices.taxRates));
  const shown = offered.filter(({ name }) => isColumnShown(name, lines, chosen));
  const shownKey = shown.map(({ name }) => name).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which are shown, and rows must not be drawn anew
  const columns = useMemo(() => lineColumns(taxMode, shown), [taxMode, shownKey, choices.tracking]);

  // Entries that were chosen here, whose names the server tells only once they are saved.
  const [named, setNamed] = useState<Record<string, string>>({});
  const knownKey = JSON.stringify(known);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same names, however often the server tells them
  const names = useMemo(() => lineNames(choices, { ...named, ...known }), [choices, named, knownKey]);
  const others = [...names.others].map(([id, name]) => ({ id, names: [name] }));
  const context: PasteContext = { choices, pricing, currency, form, products: others, customers: others };
  const { waiting, paste, ask, close } = usePaste(columns, context, entries, changes);

  const [spot, setSpot] = useState(first);
  const [isChanging, setChanging] = useState(false);
  const size = { rows: lines.length, columns: columns.length };
  const range = rangeOf({ at: within(spot.at, size), anchor: within(spot.anchor, size) });
  const isOne = range.top === range.bottom;
  const sourceId = useId();
  const at = within(spot.at, size);
  const here = columns[at.column];
  const hereSource = here && here.name !== 'net' ? sources[lines[at.row]?.id ?? '']?.[here.name] : undefined;
  const pastePart = useLater(pasteDialog, waiting !== null);
  const changePart = useLater(changeDialog, isChanging);

  const isBaseCurrency = currency === choices.baseCurrency;
  const newest = useRef({ changes, lines, isBaseCurrency });
  useEffect(() => {
    newest.current = { changes, lines, isBaseCurrency };
  });
  const handlers = useMemo((): RowHandlers => {
    const name = (id: string, name: string) => setNamed((now) => ({ ...now, [id]: name }));
    const oneRow = (row: number) => ({ top: row, bottom: row, left: 0, right: 0 });
    return {
      onChange: (id, values) => newest.current.changes.setValues(id, values),
      onProduct(id, product) {
        const { changes, lines, isBaseCurrency } = newest.current;
        if (product) name(product.id, product.name);
        const line = lines.find((each) => each.id === id);
        if (line) changes.setValues(id, product ? productValues(line, product, isBaseCurrency) : { productId: null });
      },
      onCustomer(id, customer) {
        if (customer) name(customer.id, customer.name);
        newest.current.changes.setValues(id, { rebillableContactId: customer?.id ?? null });
      },
      onDuplicate: (index) => newest.current.changes.duplicate(oneRow(index)),
      onRemove: (index) => newest.current.changes.remove(oneRow(index)),
    };
  }, []);

  return (
    <section aria-label="Line items" className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b px-3 py-1">
        <h2 className="text-sm">
          Line items <span className="font-normal text-muted">{lines.length}</span>
        </h2>
        <TaxModeField
          labelPlacement="side"
          value={taxMode}
          onChange={(mode) => void changes.setTaxMode(mode)}
          problems={problems('taxMode')}
          isDisabled={isReadOnly}
          className="grid-cols-[auto_9rem]! items-center!"
        />
        <SaveMark state={editor.saveState('lines') ?? editor.saveState('taxMode')} />
        {!isReadOnly && (
          <div className="ml-auto flex gap-1">
            <LineMenu
              {...{ changes, range }}
              count={lines.length}
              columns={offered.map(({ name, label }) => ({
                name,
                label,
                isShown: shown.some((each) => each.name === name),
                isUsed: lines.some((line) => line[name] !== null),
              }))}
              onChooseColumn={choose}
              onChange={() => setChanging(true)}
              onPaste={() => ask(spot)}
            />
            {lines.length < MAX_LINES && (
              <Button size="small" icon={<Plus size={14} />} onPress={() => changes.add()}>
                Add line
              </Button>
            )}
          </div>
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-auto">
        <LineGrid
          {...{
            lines,
            columns,
            choices,
            names,
            entries,
            form,
            currency,
            isReadOnly,
            places,
            problems,
            changes,
            handlers,
            sources,
            sourceId,
          }}
          spot={spot}
          onSpot={setSpot}
          onPaste={paste}
        />
      </div>
      {!isReadOnly && (
        <LineOffers
          {...{ lines, columns, offers }}
          onTake={({ field, value }) =>
            changes.setMany(
              0,
              lines.map((line) => (line[field] === null ? { [field]: value } : {})),
              'Suggestion',
              (of) => `${of} coded`,
            )
          }
        />
      )}
      <LineSource id={sourceId} label={here?.label ?? ''} source={hereSource} />
      <LineBalance
        {...{ coding, currency, digits, isReadOnly }}
        line={range.top}
        onPut={() => changes.putDifferenceOn(range.top)}
        onAdd={changes.addBalance}
      />
      {pastePart && waiting && (
        <pastePart.PasteLinesDialog
          {...waiting}
          columns={lineColumns(taxMode, offered)}
          count={lines.length}
          descriptionAt={(line) => lines[line]?.description ?? null}
          onPaste={(top, rows) => changes.setMany(top, rows, 'Paste', (of) => `${of} pasted`)}
          onClose={close}
        />
      )}
      {changePart && isChanging && (
        <changePart.ChangeLinesDialog
          {...{ choices, taxMode, entries }}
          lines={isOne ? lines : lines.slice(range.top, range.bottom + 1)}
          columns={lineColumns(taxMode, offered)}
          changed={changes.changed}
          show={(line, { name }, customer) =>
            name === 'rebillableContactId' && customer?.id === line[name]
              ? customer.label
              : cellText(line, name, names, { digits, unitDigits, currency }, form)
          }
          onChange={(values, customer) => {
            if (customer) setNamed((now) => ({ ...now, [customer.id]: customer.label }));
            const rows = isOne ? lines.map(() => values) : rowsOf(range).map(() => values);
            changes.setMany(isOne ? 0 : range.top, rows, 'Change lines', (of) => `${of} changed`);
          }}
          onClose={() => setChanging(false)}
        />
      )}
    </section>
  );
}

/** What the books say of a line with the product; what its document says already stands. */
function productValues(line: CodingLine, product: ProductOption, isBaseCurrency: boolean): LineValues {
  const { accountId, taxRateId, unitAmount } = product;
  return {
    productId: product.id,
    ...(line.description === null && { description: product.description ?? product.name }),
    ...(accountId && { accountId }),
    ...(taxRateId && { taxRateId }),
    ...(unitAmount && line.total === null && isBaseCurrency && { unitAmount }),
  };
}
