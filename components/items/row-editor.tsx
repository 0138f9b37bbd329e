'use client';

import { type ReactNode, useCallback, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { DateField } from '#components/ui/date-field.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { MoneyField } from '#components/ui/money-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { firstUnfinished } from '#components/ui/unfinished.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { ItemFacts, ItemView } from '#lib/inbox/get-item.ts';
import { CategoryField } from './category-field.tsx';
import { ContactField, type ContactHandlers } from './contact-field.tsx';
import { problemsAt } from './field-problems.ts';
import type { FindCategories } from './found-categories.ts';
import { type EditHandler, useItemEditor } from './use-item-editor.ts';

/** What a row is edited with. */
export type RowHandlers = {
  open: (input: { workspace: Workspace; number: number }) => Promise<Result<ItemView>>;
  edit: EditHandler;
  findCategories: FindCategories;
};

export type RowEditorProps = {
  workspace: Workspace;
  itemId: string;
  number: number;
  handlers: RowHandlers;
  contacts: ContactHandlers;
  /** It is left; `isChanged` when something was saved. */
  onLeave: (isChanged: boolean) => void;
};

/** The fields of one row of the inbox, drawn into its cells: the same as on the item's page, with what is said at them. */
export function RowEditor(props: RowEditorProps) {
  const { workspace, number, handlers, onLeave } = props;
  const [item, setItem] = useState<ItemView | null>(null);
  const leave = useEffectEvent(onLeave);
  useEffect(() => {
    let isGone = false;
    void handlers
      .open({ workspace, number })
      .catch(() => failure('offline', 'The connection broke off. Try again.'))
      .then((found) => {
        if (isGone) return;
        if (found.ok) setItem(found.value);
        else {
          toast({ title: 'This row cannot be edited', description: found.error.message, tone: 'danger' });
          leave(false);
        }
      });
    return () => {
      isGone = true;
    };
  }, [workspace, number, handlers]);
  return item && <RowFields {...props} opened={item} />;
}

const places = ['issuedOn', 'contactId', 'accountId', 'total', 'taxAmount'] as const satisfies readonly CodingField[];
type Place = (typeof places)[number];

function RowFields({ workspace, itemId, opened, handlers, contacts, onLeave }: RowEditorProps & { opened: ItemView }) {
  const [item, setItem] = useState(opened);
  const adopt = useCallback(
    (facts: ItemFacts) => setItem((now) => (facts.revision > now.revision ? { ...now, ...facts } : now)),
    [],
  );
  const editor = useItemEditor(item, handlers.edit, adopt);
  const { coding, save } = editor;
  const formats = useFormats();
  const problems = problemsAt(item, editor, {
    isLocked: false,
    isReadOnly: false,
    connect: null,
    mergeLists: null,
    // On the item's page, as are the other questions about all of it.
    confirm: null,
    publishAgain: null,
    reload: null,
    linkPaymentMethod: null,
    isAsked: () => false,
    formats,
  });

  const [targets, setTargets] = useState<ReadonlyMap<Place, HTMLElement>>(new Map());
  useLayoutEffect(() => {
    const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(itemId)}"]`);
    const found = places.flatMap((place) => {
      const cell = row?.querySelector<HTMLElement>(`[data-field="${place}"]`);
      return cell ? [[place, cell] as const] : [];
    });
    setTargets(new Map(found));
  }, [itemId]);
  // Where one begins: what is wanted first in most rows.
  const isThere = targets.size > 0;
  useEffect(() => {
    if (isThere) targets.get('contactId')?.querySelector<HTMLElement>('input')?.focus();
  }, [isThere, targets]);

  const close = useEffectEvent(async () => {
    if (firstUnfinished() || (await editor.settledRevision()) === null) return;
    onLeave(item.revision > opened.revision);
  });
  useEffect(() => {
    const isInside = (node: EventTarget | null) =>
      node instanceof Element &&
      node.closest(`[data-row="${CSS.escape(itemId)}"],[role=dialog],[role=listbox]`) !== null;
    function onKeyDown(event: KeyboardEvent) {
      // Escape first discards what was typed in a field, or closes its list. What had the focus may have gone meanwhile.
      const isOurs = isInside(event.target) || event.target === document.body;
      if (event.defaultPrevented || (event.key !== 'Escape' && event.key !== 'F2') || !isOurs) return;
      event.preventDefault();
      void close();
    }
    function onPointerDown(event: PointerEvent) {
      if (!isInside(event.target)) void close();
    }
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('pointerdown', onPointerDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('pointerdown', onPointerDown);
    };
  }, [itemId]);

  const hasLines = coding.lines.length > 0;
  const common = (name: Place) => ({
    labelPlacement: 'hidden' as const,
    isCell: true,
    problems: problems(name),
    saveState: editor.saveState(name),
    className: 'w-full',
  });
  const set =
    <F extends CodingField>(field: F) =>
    (value: Coding[F]) =>
      void save({ [field]: value });
  const { choices } = item;
  const money = { decimals: choices.amountDigits, currency: coding.currency ?? choices.baseCurrency };
  const fields: Record<Place, ReactNode> = {
    issuedOn: (
      <DateField
        label="Date"
        {...common('issuedOn')}
        value={coding.issuedOn}
        onChange={set('issuedOn')}
        timeZone={choices.timeZone}
      />
    ),
    contactId: (
      <ContactField
        {...common('contactId')}
        workspace={workspace}
        contactId={coding.contactId}
        contact={item.contact}
        onChange={set('contactId')}
        handlers={contacts}
      />
    ),
    accountId: !hasLines && (
      <CategoryField
        label="Category"
        {...common('accountId')}
        placeholder="Choose…"
        {...{ choices, workspace }}
        find={handlers.findCategories}
        contactId={coding.contactId}
        value={coding.accountId}
        onChange={set('accountId')}
      />
    ),
    total: (
      <MoneyField
        label="Total"
        {...common('total')}
        {...money}
        hidesCurrency
        value={coding.total ?? ''}
        onChange={(amount) => void save({ total: amount || null })}
      />
    ),
    taxAmount: !hasLines && coding.taxMode !== 'NONE' && (
      <MoneyField
        label="Tax"
        {...common('taxAmount')}
        {...money}
        hidesCurrency
        value={coding.taxAmount ?? ''}
        onChange={(amount) => void save({ taxAmount: amount || null })}
      />
    ),
  };
  return (
    // What is typed answers to what was there when one came to the field.
    <div className="contents" onFocusCapture={editor.begin}>
      {[...targets].map(([place, target]) => createPortal(fields[place], target, place))}
    </div>
  );
}
