'use client';

import { ChevronDown, Plus } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { Header } from 'react-aria-components/Header';
import { ListBox, ListBoxItem, ListBoxLoadMoreItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { isolated } from '#lib/domain/isolated.ts';
import { ComboBoxInput, Highlight } from './combo-box-input.tsx';
import type { Arrival, Ending, OptionComboBoxProps } from './combo-box-types.ts';
import { cx } from './cx.ts';
import { FieldFrame, type FieldProblem, fieldClass, placeholderOf, problemList, useFieldParts } from './field.tsx';
import { countOptions, exactOption, meantOption, searchable, takeOptions } from './match-options.ts';
import { OptionItem, optionClass } from './option-item.tsx';
import type { Option, OptionSection } from './options.ts';
import { floatingClass } from './popover-panel.tsx';
import { Spinner } from './spinner.tsx';
import { useUnderPress } from './under-press.ts';
import { useUnfinished } from './unfinished.ts';
import { Widgets } from './widgets.tsx';

const firstOf = (matches: readonly OptionSection[]) =>
  matches.flatMap(({ options }) => options).find(({ isDisabled }) => !isDisabled);

const createKey = '\u0000create';
const pageSize = 100;

/**
 * The drawn half of ComboBox and AsyncComboBox, once somebody has come to it. Only what is seen is built: nothing while
 * closed but the chosen option, then a hundred at a time, so that a page may hold many of these over long lists.
 */
export function OpenableComboBox({
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
  arrival,
  ...props
}: OptionComboBoxProps & { arrival: Arrival }) {
  const [limit, setLimit] = useState(pageSize);
  const [isIn, setIn] = useState(arrival.caret !== null);
  const [settled, setSettled] = useState(newest);
  const [seen, setSeen] = useState(newest);
  // What is chosen elsewhere while someone types here or has the list open shows once they are done: it must neither
  // take their list away nor put its own text in place of theirs.
  const isAtWork = isIn && (isOpen || query !== null);
  const isNews = seen?.id !== newest?.id || seen?.label !== newest?.label;
  if (isNews && !isAtWork) setSeen(newest);
  if (isNews ? !isAtWork : !isIn && settled !== newest) setSettled(newest);
  const selected = isIn ? settled : newest;
  /** Enter did not say which of those it is to be. */
  const [isUnclear, setUnclear] = useState(false);
  const shown: readonly OptionSection[] = isOpen
    ? takeOptions(matches, limit)
    : selected
      ? [{ title: '', options: [selected] }]
      : [];
  const total = countOptions(matches);
  const name = query?.trim() ?? '';
  const isNew =
    onCreate !== undefined &&
    name !== '' &&
    !isLoading &&
    !matches.some(({ options }) => options.some((option) => searchable(option.label) === searchable(name)));
  const meant = name === '' || isLoading ? null : meantOption(matches, name, isNew);
  const highlighted = meant ?? (isUnclear ? (firstOf(matches)?.id ?? null) : null);
  const typed = useRef(query);
  useEffect(() => {
    typed.current = query;
  });

  /** Null when one is not done with what one typed, or nothing is left of it. */
  const [ending, setEnding] = useState<Ending | null>(arrival.ending);
  const [isCreating, setCreating] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when one is done and the matches are there
  useEffect(() => {
    if (ending === null || query === null || isCreating) return;
    if (name === '') clear();
    else if (isLoading) return;
    else {
      const taken = exactOption(matches, name) ?? (ending === 'left' ? null : optionOf(meant));
      if (taken) choose(taken);
      else if (ending === 'entered' && total === 0 && isNew && !failureText) void create();
      // The list has what it may be: pressed again, Enter takes the first.
      else if (isIn && total > 0) {
        setUnclear(ending === 'entered');
        setEnding(null);
      }
    }
  }, [ending, query, isLoading, matches]);

  const input = useRef<HTMLInputElement>(null);
  const shownLabel = selected?.label ?? '';
  const labelBefore = useRef(shownLabel);
  // What comes while one is in the field is selected, as by coming to it: what one types next takes its place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: of what comes, not of what is given up
  useLayoutEffect(() => {
    const isOther = labelBefore.current !== shownLabel;
    labelBefore.current = shownLabel;
    if (isOther && query === null && input.current === document.activeElement) input.current?.select();
  }, [shownLabel]);
  // Also while it is looked for or created: it is not chosen before.
  useUnfinished(input, label, name !== '' && (ending !== null || isCreating) ? name : null);
  const isLocked = props.isDisabled || props.isReadOnly;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is locked shows what is stored, whatever was typed
  useEffect(() => {
    if (isLocked && query !== null) giveUp();
  }, [isLocked, query]);

  const optionOf = (id: string | number | null) =>
    matches.flatMap(({ options }) => options).find((option) => option.id === id);

  function choose(option: Option) {
    setSettled(option);
    giveUp();
    if (option.id !== selected?.id) onSelect(option);
  }

  /** Emptied: nothing, or where there must be something, what there was. */
  function clear() {
    giveUp();
    if (!selected || props.isRequired) return;
    setSettled(null);
    onSelect(null);
  }

  function giveUp() {
    setEnding(null);
    setUnclear(false);
    onQueryChange(null);
  }

  function end(how: Ending) {
    if (how === 'left') setIn(false);
    setEnding((now) => (now === null || now === 'left' ? how : now));
  }

  async function create() {
    setCreating(true);
    const isChosen = (await onCreate?.(name)) ?? false;
    setCreating(false);
    if (typed.current?.trim() !== name) return;
    if (!isChosen) return setEnding('left');
    // What has been created shows at once.
    setIn(false);
    giveUp();
  }

  const isUnfinished = ending !== null && name !== '' && !isLoading && !isCreating;
  // What is said of the stored value is beside the point while another text stands in its place.
  const now = isUnfinished ? unfinished() : problemList(problems);
  const all = useUnderPress(now);

  /** Nothing was chosen by what was typed: it stays, with what it may have meant. */
  function unfinished(): FieldProblem[] {
    const first = firstOf(matches);
    return [
      {
        message:
          failureText ??
          (first || isNew ? `“${isolated(name)}” is not chosen yet.` : `“${isolated(name)}” is not on the list.`),
        fixes: [
          ...(first ? [{ label: `Use ${first.label}`, onFix: () => choose(first) }] : []),
          ...(isNew ? [{ label: `Create “${isolated(name)}”`, onFix: () => void create() }] : []),
          { label: 'Discard', onFix: giveUp, isDiscard: true },
        ],
      },
    ];
  }

  const frame = { label, labelPlacement, description, isRequired: props.isRequired };
  const { parts, named } = useFieldParts({ ...frame, isInvalid: all.length > 0 });
  return (
    <Widgets>
      <AriaComboBox
        {...props}
        defaultFilter={() => true}
        allowsEmptyCollection
        // A text that is chosen is none that one types: it opens no list, however soon the choice was made.
        menuTrigger={query === null ? 'manual' : 'input'}
        value={selected?.id ?? null}
        onChange={(key) => {
          // That of what is chosen already is no choice: the list closes.
          if (key === createKey) void create();
          else if (key !== null && key !== selected?.id) {
            const option = optionOf(key);
            if (option) choose(option);
          }
        }}
        inputValue={query ?? selected?.label ?? ''}
        onInputChange={(text) => {
          setLimit(pageSize);
          setEnding(null);
          setUnclear(false);
          const typed = text === (selected?.label ?? '') ? null : text;
          if (typed !== null) setIn(true);
          onQueryChange(typed);
        }}
        onOpenChange={(open) => {
          setLimit(pageSize);
          onOpenChange(open);
        }}
        onFocus={() => setIn(true)}
        onBlur={() => end('left')}
        validationBehavior="aria"
        isInvalid={all.length > 0}
        {...named}
        aria-labelledby={labelPlacement === 'hidden' ? undefined : parts.label}
        className={fieldClass({ labelPlacement, className })}
      >
        <FieldFrame {...frame} {...{ parts, saveState }} problems={all}>
          <Group className={cx('control', isCell && 'control-cell')} isInvalid={all.length > 0}>
            <ComboBoxInput
              {...{ input, query, isUnclear, arrival }}
              meant={highlighted}
              lastKey={isLoading ? null : (shown.at(-1)?.options.at(-1)?.id ?? null)}
              placeholder={placeholderOf(placeholder, props)}
              id={parts.control}
              onGiveUp={giveUp}
              onEnd={end}
            />
            {selected?.detail && query === null && (
              <span className="shrink-0 pl-2 text-xs text-muted tabular-nums">{selected.detail}</span>
            )}
            <Button className="grid h-full w-7 pointer-coarse:w-11 shrink-0 place-items-center rounded-md text-muted hover:text-text">
              {isLoading && isOpen ? <Spinner size={14} /> : <ChevronDown aria-hidden="true" size={14} />}
            </Button>
          </Group>
        </FieldFrame>
        <Popover offset={4} className={cx(floatingClass, 'flex w-(--trigger-width) min-w-64 flex-col')}>
          {/* Never of the matches of an earlier query, or what was not meant would be chosen. */}
          <Highlight option={highlighted} />
          <ListBox
            className="max-h-80 min-h-0 scroll-py-1 overflow-auto p-1 outline-none"
            renderEmptyState={() => (
              <p className="px-2 py-3 text-center text-sm text-muted">
                {failureText ?? (isLoading ? 'Searching…' : emptyText)}
              </p>
            )}
          >
            {shown.map(({ title, options }, index) =>
              title === '' ? (
                options.map((option) => <OptionItem key={option.id} option={option} />)
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: a title may come twice, and what is the same is at the same place
                <ListBoxSection key={`section:${index}`} id={`section:${index}`}>
                  <Header className="px-2 pt-2 pb-1 text-xs font-medium text-muted">{title}</Header>
                  {options.map((option) => (
                    <OptionItem key={option.id} option={option} />
                  ))}
                </ListBoxSection>
              ),
            )}
            {isOpen && total > limit && <ListBoxLoadMoreItem onLoadMore={() => setLimit(limit + pageSize)} />}
            {isOpen && isNew && (
              <ListBoxItem id={createKey} textValue={name} className={cx(optionClass, 'text-accent-text')}>
                <Plus aria-hidden="true" size={14} className="shrink-0" />
                <span className="min-w-0 truncate">Create “{name}”</span>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </AriaComboBox>
    </Widgets>
  );
}
