'use client';

import { Plus, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { brokeOffHere, type PaperHandlers } from '#components/papers/paper-handlers.ts';
import { Button } from '#components/ui/button.tsx';
import { DecimalField } from '#components/ui/decimal-field.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { MoneyField } from '#components/ui/money-field.tsx';
import { newId } from '#components/ui/new-id.ts';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Select } from '#components/ui/select.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { itemTax } from '#lib/domain/coding/line-items.ts';
import { type AmountSplit, MAX_SPLIT, splitCoding } from '#lib/domain/coding/split-amounts.ts';
import { itemPath } from '#lib/domain/paths.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';
import { CategoryField, type CategoryFieldProps } from './category-field.tsx';

const ways = [
  { value: 'amount', label: 'By amount' },
  { value: 'percent', label: 'By per cent' },
  { value: 'lines', label: 'By line' },
] as const;
type Way = (typeof ways)[number]['value'];

type Part = { id: string; amount: string; percent: string; accountId: string | null };
const aPart = (): Part => ({ id: newId(), amount: '', percent: '', accountId: null });

/** An item's amounts parted among several: what each gets, and what stays with it. */
export function SplitAmountsDialog({
  slug,
  item,
  handlers,
  find,
  settle,
  onClose,
}: {
  slug: string;
  item: ItemView;
  handlers: PaperHandlers;
  find: CategoryFieldProps['find'];
  /** The item's revision once what is being typed is saved; null where it can't be. */
  settle: () => Promise<number | null>;
  onClose: () => void;
}) {
  const router = useRouter();
  const { coding, choices } = item;
  const { amountDigits: digits } = choices;
  const currency = coding.currency ?? choices.baseCurrency;
  const hasLines = coding.lines.length > 1;
  const [by, setBy] = useState<Way>('amount');
  const [parts, setParts] = useState<Part[]>(() => [aPart()]);
  /** To which new item a line goes; those that are not in it stay. */
  const [goes, setGoes] = useState<ReadonlyMap<string, number>>(new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  const isFilled = by === 'lines' ? goes.size > 0 : parts.every((part) => part[by] !== '');
  const split: AmountSplit =
    by === 'amount'
      ? { by, amounts: parts.map(({ amount }) => amount || '0') }
      : by === 'percent'
        ? { by, percents: parts.map(({ percent }) => percent || '0') }
        : {
            by,
            lineIds: parts.map((_, index) => coding.lines.flatMap(({ id }) => (goes.get(id) === index ? [id] : []))),
          };
  const parted = splitCoding(coding, split, { digits, newId });
  const told =
    problem ?? (!parted.ok && (isFilled || parted.error.code === 'unbalanced') ? parted.error.message : null);
  const all = parted.ok ? [parted.value.own, ...parted.value.others] : [];
  const change = (index: number, values: Partial<Part>) => {
    setProblem(null);
    setParts(parts.map((part, at) => (at === index ? { ...part, ...values } : part)));
  };

  async function save() {
    // An amount counts once its field is left, which the press on the button does.
    if (!isFilled) return setProblem('Enter what each new item gets.');
    if (!parted.ok) return setProblem(parted.error.message);
    setPending(true);
    const revision = await settle();
    if (revision === null) {
      setPending(false);
      return setProblem('Your last change of the item is not saved. Put it right or discard it first.');
    }
    const accountIds = parts.map(({ accountId }) => accountId);
    const done = await handlers
      .splitAmounts({ itemId: item.id, revision, split, accountIds }, thisTab())
      .catch(brokeOffHere);
    setPending(false);
    if (!done.ok) return setProblem(done.error.message);
    const { made, revision: since } = done.value;
    const undo = async () => {
      const asked = { itemId: item.id, revision: since, made };
      const back = await handlers.undoSplit(asked, thisTab()).catch(brokeOffHere);
      if (!back.ok) toast({ title: 'Not put back', description: back.error.message, tone: 'danger' });
      else router.push(itemPath(slug, item.workspace, item.number));
    };
    toast({
      title: `Split into ${made.length + 1} items`,
      description: `New: ${made.map(({ number }) => `item ${number}`).join(', ')}, with the same document.`,
      tone: 'success',
      action: { label: 'Undo', onPress: () => void undo() },
    });
    onClose();
  }

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      mustAnswer={isPending}
      size="large"
      title={`Split item ${item.number}`}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            Cancel
          </Button>
          <Button variant="primary" isPending={isPending} onPress={() => void save()}>
            Split
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-sm text-muted">
          Each item shows the same document and is coded as this one; together they have its total and its tax, to the
          cent. Undo puts them together again.
        </p>
        <SegmentedControl
          label="Split"
          labelPlacement="hidden"
          choices={hasLines ? ways : ways.slice(0, 2)}
          value={by}
          onChange={(way) => {
            setProblem(null);
            setBy(way);
          }}
        />
        {by === 'lines' && (
          <ul aria-label="Lines" className="flex flex-col divide-y rounded-md border">
            {coding.lines.map((line, index) => (
              <li key={line.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
                <span className="min-w-40 flex-1 truncate">{line.description || `Line ${index + 1}`}</span>
                <span className="amount">
                  <ShownNumber value={line.total ?? '0'} />
                </span>
                <Select
                  label={`Line ${index + 1} goes to`}
                  labelPlacement="hidden"
                  value={String(goes.get(line.id) ?? -1)}
                  options={[
                    { id: '-1', label: `Item ${item.number}` },
                    ...parts.map((_, at) => ({ id: String(at), label: newName(at, parts.length) })),
                  ]}
                  onChange={(id) => {
                    setProblem(null);
                    const next = new Map(goes);
                    if (id === '-1') next.delete(line.id);
                    else next.set(line.id, Number(id));
                    setGoes(next);
                  }}
                  className="w-40"
                />
              </li>
            ))}
          </ul>
        )}
        <ol className="flex flex-col gap-3">
          <li className="grid grid-cols-[1fr_auto] items-center gap-x-4 rounded-md border bg-canvas px-3 py-2">
            <span>
              <span className="block font-medium">Item {item.number}</span>
              <span className="block text-xs text-muted">Keeps the rest</span>
            </span>
            <PartSum {...{ currency, digits }} part={all[0]} />
          </li>
          {parts.map((part, index) => (
            <li
              key={part.id}
              className="grid grid-cols-[minmax(7rem,1fr)_minmax(0,2fr)_auto] items-end gap-x-3 gap-y-2 rounded-md border px-3 py-2 max-md:grid-cols-[1fr_auto]"
            >
              {by === 'amount' && (
                <MoneyField
                  label={newName(index, parts.length)}
                  currency={currency}
                  decimals={digits}
                  value={part.amount}
                  onChange={(amount) => change(index, { amount })}
                />
              )}
              {by === 'percent' && (
                <DecimalField
                  label={newName(index, parts.length)}
                  suffix="%"
                  decimals={4}
                  value={part.percent}
                  onChange={(percent) => change(index, { percent })}
                />
              )}
              {by === 'lines' && <span className="py-1.5 font-medium">{newName(index, parts.length)}</span>}
              <CategoryField
                label="Category"
                placeholder="As this item"
                value={part.accountId}
                onChange={(accountId) => change(index, { accountId })}
                workspace={item.workspace}
                contactId={coding.contactId}
                {...{ choices, find }}
                className="max-md:col-span-2 max-md:row-start-2"
              />
              <span className="flex items-center gap-2 py-1">
                <PartSum {...{ currency, digits }} part={all[index + 1]} />
                <IconButton
                  size="small"
                  label={`Remove ${newName(index, parts.length).toLowerCase()}`}
                  icon={<X size={14} />}
                  isDisabled={parts.length === 1}
                  onPress={() => {
                    setParts(parts.filter((_, at) => at !== index));
                    setGoes(
                      new Map([...goes].flatMap(([id, at]) => (at === index ? [] : [[id, at > index ? at - 1 : at]]))),
                    );
                  }}
                />
              </span>
            </li>
          ))}
        </ol>
        <div>
          <Button
            size="small"
            icon={<Plus size={14} />}
            isDisabled={parts.length >= MAX_SPLIT - 1}
            onPress={() => setParts([...parts, aPart()])}
          >
            Another item
          </Button>
        </div>
        <p role="status" className="min-h-5 text-sm text-danger">
          {told}
        </p>
      </div>
    </Dialog>
  );
}

const newName = (index: number, of: number) => (of === 1 ? 'New item' : `New item ${index + 1}`);

/** What one gets, and the tax in it; a dash while that is not known. */
function PartSum({
  part,
  currency,
  digits,
}: {
  part: Parameters<typeof taxOf>[0] | undefined;
  currency: string;
  digits: number;
}) {
  const tax = part && taxOf(part, digits);
  return (
    <span className="min-w-24 text-right">
      <span className="amount block">{part?.total ? <ShownNumber value={part.total} /> : '–'}</span>
      <span className="block text-xs whitespace-nowrap text-muted">
        {tax ? (
          <>
            tax <ShownNumber value={tax} />
          </>
        ) : (
          currency
        )}
      </span>
    </span>
  );
}

const taxOf = (
  part: { total?: string | null; taxAmount?: string | null; lines?: ItemView['coding']['lines'] },
  digits: number,
) => itemTax({ taxAmount: part.taxAmount ?? null, lines: part.lines ?? [] }, digits);
