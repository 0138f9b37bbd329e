'use client';

import { ChevronDown, Plus } from 'lucide-react';
import { type ContextType, type Ref, useContext, useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox, ComboBoxStateContext } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem, ListBoxLoadMoreItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { cx } from './cx.ts';
import { FieldFrame, type FieldProps, fieldClass, problemList } from './field.tsx';
import { OptionItem, optionClass } from './option-item.tsx';
import { countOptions, type Option, type OptionSection, searchable, takeOptions } from './options.ts';
import { floatingClass } from './popover.tsx';
import { selectOnFocus } from './select-on-focus.ts';
import { Spinner } from './spinner.tsx';

/** What the two combo boxes share with their callers. */
export type ComboBoxBaseProps = FieldProps & {
  placeholder?: string;
  /** Offers to create what was typed when nothing has exactly that name. */
  onCreate?: (name: string) => void;
  /** Shown when nothing matches. */
  emptyText?: string;
  /** A cell of a table: no outline until it is hovered or focused. */
  isCell?: boolean;
  isReadOnly?: boolean;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
};

type OptionComboBoxProps = ComboBoxBaseProps & {
  selected: Option | null;
  onSelect: (option: Option | null) => void;
  /** What matches the query, in order. */
  matches: readonly OptionSection[];
  /** What was typed, or null when nothing was typed since the last choice. */
  query: string | null;
  onQueryChange: (query: string | null) => void;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  isLoading?: boolean;
  failureText?: string | undefined;
};

const createKey = '\u0000create';
const pageSize = 100;

/**
 * The drawn half of ComboBox and AsyncComboBox. Only what is seen is built: nothing while closed but the chosen option,
 * then a hundred at a time, so that a page may hold many of these over long lists.
 */
export function OptionComboBox({
  label,
  labelPlacement,
  description,
  problems,
  saveState,
  className,
  placeholder,
  onCreate,
  emptyText = 'No match',
  isCell,
  selected: newest,
  onSelect,
  matches,
  query,
  onQueryChange,
  isOpen,
  onOpenChange,
  isLoading,
  failureText,
  ref,
  ...props
}: OptionComboBoxProps) {
  const [limit, setLimit] = useState(pageSize);
  // What is chosen elsewhere while someone is in this field shows once they have chosen or left: it must neither take
  // their list away nor open one under their hands.
  const [isHeld, setHeld] = useState(false);
  const [settled, setSettled] = useState(newest);
  if (!isHeld && settled !== newest) setSettled(newest);
  const selected = isHeld ? settled : newest;
  const shown: readonly OptionSection[] = isOpen
    ? takeOptions(matches, limit)
    : selected
      ? [{ title: '', options: [selected] }]
      : [];
  const total = countOptions(matches);
  const name = query?.trim() ?? '';
  const canCreate =
    isOpen &&
    onCreate !== undefined &&
    name !== '' &&
    !isLoading &&
    !matches.some(({ options }) => options.some((option) => searchable(option.label) === searchable(name)));

  function choose(key: string | null) {
    setHeld(false);
    if (key === createKey) onCreate?.(name);
    // Leaving an emptied field by key gives back what was chosen; what the user means is nothing.
    else if (query === '' && key === selected?.id) clearIfEmptied();
    else if (key !== null && key !== selected?.id) {
      const option = matches.flatMap(({ options }) => options).find(({ id }) => id === key);
      if (option) onSelect(option);
    }
    onQueryChange(null);
  }

  function clearIfEmptied() {
    if (query === '' && selected && !props.isRequired) onSelect(null);
  }

  return (
    <AriaComboBox
      {...props}
      defaultFilter={() => true}
      allowsEmptyCollection
      value={selected?.id ?? null}
      onChange={(key) => choose(key === null ? null : String(key))}
      inputValue={query ?? selected?.label ?? ''}
      onInputChange={(text) => {
        setLimit(pageSize);
        const typed = text === (selected?.label ?? '') ? null : text;
        if (typed !== null) setHeld(true);
        onQueryChange(typed);
      }}
      onOpenChange={(open) => {
        setLimit(pageSize);
        onOpenChange(open);
      }}
      onFocus={() => setHeld(true)}
      onBlur={() => {
        setHeld(false);
        clearIfEmptied();
        onQueryChange(null);
      }}
      validationBehavior="aria"
      isInvalid={problemList(problems).length > 0}
      aria-label={labelPlacement === 'hidden' ? label : undefined}
      className={fieldClass({ labelPlacement, className })}
    >
      <FieldFrame {...{ label, labelPlacement, description, problems, saveState }} isRequired={props.isRequired}>
        <Group className={cx('control', isCell && 'control-cell')}>
          <Input
            ref={ref}
            placeholder={placeholder}
            {...selectOnFocus}
            className="h-full min-w-0 flex-1 truncate rounded-md bg-transparent pl-2.5 outline-none"
          />
          {selected?.detail && query === null && (
            <span className="shrink-0 pl-2 text-xs text-muted tabular-nums">{selected.detail}</span>
          )}
          <Button className="grid h-full w-7 shrink-0 place-items-center rounded-md text-muted hover:text-text">
            {isLoading && isOpen ? <Spinner size={14} /> : <ChevronDown aria-hidden="true" size={14} />}
          </Button>
        </Group>
      </FieldFrame>
      <Popover offset={4} className={cx(floatingClass, 'flex w-(--trigger-width) min-w-64 flex-col')}>
        <HighlightFirst isSettled={name !== '' && !isLoading} />
        <ListBox
          className="max-h-80 min-h-0 scroll-py-1 overflow-auto p-1 outline-none"
          renderEmptyState={() => (
            <p className="px-2 py-3 text-center text-sm text-muted">
              {failureText ?? (isLoading ? 'Searching…' : emptyText)}
            </p>
          )}
        >
          {shown.map(({ title, options }) =>
            title === '' ? (
              options.map((option) => <OptionItem key={option.id} option={option} />)
            ) : (
              <ListBoxSection key={title} id={`section:${title}`}>
                <Header className="px-2 pt-2 pb-1 text-xs font-medium text-muted">{title}</Header>
                {options.map((option) => (
                  <OptionItem key={option.id} option={option} />
                ))}
              </ListBoxSection>
            ),
          )}
          {isOpen && total > limit && <ListBoxLoadMoreItem onLoadMore={() => setLimit(limit + pageSize)} />}
          {canCreate && (
            <ListBoxItem id={createKey} textValue={name} className={cx(optionClass, 'text-accent-text')}>
              <Plus aria-hidden="true" size={14} className="shrink-0" />
              <span className="min-w-0 truncate">Create “{name}”</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

/**
 * Once something is typed the first match is ready for Enter or Tab. Never while the matches are those of an earlier
 * query, or what was not meant would be chosen; and never the offer to create, which must be meant.
 */
function HighlightFirst({ isSettled }: { isSettled: boolean }) {
  const state = useContext(ComboBoxStateContext);
  const focusedKey = state?.selectionManager.focusedKey ?? null;
  const isNone = focusedKey === null || !state?.collection.getItem(focusedKey);
  const target = state ? firstOption(state) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state object is new on every render
  useEffect(() => {
    if (!isSettled || target === null) return;
    let isStale = false;
    // After the effects of the combo box itself, which take the highlight away whenever the text changes.
    queueMicrotask(() => {
      if (!isStale) state?.selectionManager.setFocusedKey(target);
    });
    return () => {
      isStale = true;
    };
  }, [isSettled, target, isNone]);
  return null;
}

type ComboBoxState = NonNullable<ContextType<typeof ComboBoxStateContext>>;

function firstOption({ collection }: ComboBoxState) {
  for (const node of collection) {
    const items = node.type === 'section' ? (collection.getChildren?.(node.key) ?? []) : [node];
    for (const item of items) if (item.type === 'item') return item.key === createKey ? null : item.key;
  }
  return null;
}
