'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import type { SaveState } from '#components/ui/field.tsx';
import { setback } from '#components/ui/setbacks.ts';
import { toast } from '#components/ui/toast-queue.ts';
import type { Conflict, ConflictDetail } from '#lib/coding/edit-conflict.ts';
import type { EditedItem, ItemEdit } from '#lib/coding/edit-item.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import { fieldName } from '#lib/domain/coding/show-value.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Failure, Result } from '#lib/domain/result.ts';
import type { ItemFacts } from '#lib/inbox/get-item.ts';

/** A value on the screen that the page's own data does not hold yet. */
type Draft = {
  value: unknown;
  state: SaveState;
  /** From this revision on the page's data holds it. */
  savedAs: number | null;
};

/** What somebody saw when they began to change something. */
type Seen = { coding: Partial<Coding>; revision: number };

/** Why a field's newest value is not saved; `theirs` is what one has been shown of the other's, and would replace. */
export type Unsaved = { message: string; conflict: { about: Conflict; theirs: Seen } | null };

type Step = { label: string; changes: Partial<Coding>; seen: Seen };

export type EditHandler = (input: ItemEdit, tab?: string) => Promise<Result<EditedItem & { facts: ItemFacts }>>;

const SAVED_SHOWN_MS = 2_500;

/**
 * An item's coding as one edits it: every change is shown at once, saved in order, marked at its field and can be
 * undone. What the server sends meanwhile shows in all fields but those with a value of one's own. `onEdited` is told
 * what each edit made of the item.
 */
export function useItemEditor(
  item: { id: string; workspace: Workspace; revision: number; coding: Coding },
  edit: EditHandler,
  onEdited: (facts: ItemFacts) => void,
) {
  const [drafts, setDrafts] = useState<Partial<Record<CodingField, Draft>>>({});
  const [unsaved, setUnsaved] = useState<Partial<Record<CodingField, Unsaved>>>({});
  const [undoStack, setUndoStack] = useState<readonly Step[]>([]);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const sentCount = useRef(0);
  /** The number of each field's newest change: the answer to an earlier one is no news of that field. */
  const newest = useRef(new Map<string, number>());
  /** The fields of `unsaved`, known before they are drawn. */
  const refused = useRef(new Set<string>());
  /** One's own edits, which are no surprise to oneself. */
  const own = useRef<readonly EditedItem[]>([]);

  const coding: Coding = { ...item.coding };
  for (const [field, draft] of Object.entries(drafts) as [CodingField, Draft][]) {
    if (draft.savedAs === null || item.revision < draft.savedAs) Object.assign(coding, { [field]: draft.value });
  }
  const shown = useRef<Seen>({ coding, revision: item.revision });
  useEffect(() => {
    shown.current = { coding, revision: item.revision };
  });
  // A value being typed answers to what was there when one began, whatever arrives meanwhile: to what was drawn first, if
  // one began before the page's scripts could take note.
  const begun = useRef<Seen>(shown.current);
  const begin = useCallback(() => {
    begun.current = shown.current;
  }, []);

  const mark = useCallback((changes: Partial<Coding>, state: SaveState, savedAs: number | null) => {
    const marks = Object.entries(changes).map(([field, value]) => [field, { value, state, savedAs }]);
    setDrafts((now) => ({ ...now, ...Object.fromEntries(marks) }));
  }, []);

  const forget = useCallback((fields: readonly string[], isStill: (draft: Draft) => boolean = () => true) => {
    setDrafts(
      (now) =>
        Object.fromEntries(
          Object.entries(now).filter(([field, draft]) => !fields.includes(field) || !isStill(draft)),
        ) as typeof now,
    );
  }, []);

  const newsOf = useCallback(
    (values: Partial<Coding>, order: number): Partial<Coding> =>
      Object.fromEntries(Object.entries(values).filter(([field]) => (newest.current.get(field) ?? 0) <= order)),
    [],
  );

  const settle = useCallback(
    (changes: Partial<Coding>, edited: EditedItem, order: number) => {
      own.current = [...own.current, edited];
      const saved = newsOf({ ...changes, ...edited.after }, order);
      mark(saved, 'saved', edited.revision);
      const isThis = (draft: Draft) => draft.savedAs === edited.revision;
      setTimeout(() => forget(Object.keys(saved), isThis), SAVED_SHOWN_MS);
    },
    [mark, forget, newsOf],
  );

  const refuse = useCallback(
    (changes: Partial<Coding>, error: Failure, order: number) => {
      if (error.code === 'signedOut' || error.code === 'businessUnknown') setback();
      const detail = error.code === 'conflict' ? (error.detail as ConflictDetail) : null;
      const news = newsOf(changes, order);
      mark(news, 'failed', null);
      const fields = Object.keys(news) as CodingField[];
      for (const field of fields) refused.current.add(field);
      const reasons = fields.map((field) => {
        const about = detail?.conflicts.find((each) => each.field === field);
        const conflict =
          detail && about
            ? { about, theirs: { coding: { [field]: about.theirs.value }, revision: detail.revision } }
            : null;
        return [field, { message: error.fields?.[`changes.${field}`] ?? error.message, conflict }] as const;
      });
      setUnsaved((now) => ({ ...now, ...Object.fromEntries(reasons) }));
    },
    [mark, newsOf],
  );

  const clearUnsaved = useCallback((fields: readonly string[]) => {
    for (const field of fields) refused.current.delete(field);
    setUnsaved((now) => Object.fromEntries(Object.entries(now).filter(([field]) => !fields.includes(field))));
  }, []);

  /** Sends a change after those before it. Gives what became of it, or null. */
  const send = useCallback(
    (changes: Partial<Coding>, seen: () => Seen, undoes?: number): Promise<EditedItem | null> => {
      const fields = Object.keys(changes);
      sentCount.current += 1;
      const order = sentCount.current;
      for (const field of fields) newest.current.set(field, order);
      clearUnsaved(fields);
      mark(changes, 'saving', null);
      const tab = thisTab();
      const run = async () => {
        const { coding: was, revision } = seen();
        const since = own.current.filter((edited) => edited.revision > revision).map(({ after }) => after);
        const known = pick(Object.assign({}, was, ...since), fields);
        const answer = await attempt(() =>
          edit({ itemId: item.id, revision, changes, was: known, ...(undoes && { undoes }) }, tab),
        );
        if (answer.ok) {
          settle(changes, answer.value, order);
          onEdited(answer.value.facts);
          return answer.value;
        }
        refuse(changes, answer.error, order);
        return null;
      };
      const sent = queue.current.then(run);
      queue.current = sent;
      return sent;
    },
    [edit, item.id, onEdited, mark, settle, refuse, clearUnsaved],
  );

  /** Tells whether the server took it. */
  const save = useCallback(
    async (changes: Partial<Coding>, { label, over }: { label?: string; over?: Seen | undefined } = {}) => {
      const seen = over ?? begun.current;
      const edited = await send(changes, () => seen);
      if (!edited || Object.keys(edited.after).length === 0) return edited !== null;
      const [first] = Object.keys(changes) as CodingField[];
      const step = {
        label: label ?? (first ? fieldName(first, item.workspace, { tracking: [] }) : 'Change'),
        changes: edited.before,
        seen: { coding: edited.after, revision: edited.revision },
      };
      setUndoStack((now) => [...now, step]);
      return true;
    },
    [send, item.workspace],
  );

  const undo = useCallback(async () => {
    const step = undoStack.at(-1);
    if (!step) return;
    setUndoStack((now) => now.slice(0, -1));
    if (await send(step.changes, () => step.seen, step.seen.revision)) {
      toast({
        title: `Undone: ${step.label}`,
        alike: { kind: 'undone', title: (count) => `${count} changes undone` },
      });
    }
  }, [undoStack, send]);

  /**
   * The revision one has before one's eyes, once all that was changed here is saved: one's own edits are part of it.
   * Null when not all of it was taken.
   */
  const settledRevision = useCallback(async () => {
    await queue.current;
    if (refused.current.size > 0) return null;
    return own.current.reduce(
      (seen, { revision, after }) => (revision === seen + 1 && Object.keys(after).length > 0 ? revision : seen),
      shown.current.revision,
    );
  }, []);

  /** Gives up one's own value of a field for what is stored. */
  const takeStored = useCallback(
    (field: CodingField) => {
      forget([field]);
      clearUnsaved([field]);
    },
    [forget, clearUnsaved],
  );

  /** Shows values again that were not taken when one left the page: still not saved. */
  const bringBack = useCallback(
    (values: Partial<Coding>) => {
      mark(values, 'failed', null);
      const fields = Object.keys(values) as CodingField[];
      for (const field of fields) refused.current.add(field);
      const message = 'This was not saved when you left the page. It stays here until you try again.';
      setUnsaved((now) => ({
        ...Object.fromEntries(fields.map((field) => [field, { message, conflict: null }])),
        ...now,
      }));
    },
    [mark],
  );

  const saveState = (field: CodingField): SaveState | undefined => drafts[field]?.state;

  return {
    coding,
    begin,
    save,
    saveState,
    /** What the page knows of the item does not hold the newest change yet. */
    isSaving: Object.values(drafts).some(({ state }) => state === 'saving'),
    settledRevision,
    unsaved,
    takeStored,
    bringBack,
    undo,
    canUndo: undoStack.at(-1)?.label ?? null,
  };
}

export type ItemEditor = ReturnType<typeof useItemEditor>;

/** A request that does not come through is an answer too. */
async function attempt<T>(run: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await run();
  } catch {
    const message = 'This is not saved: the connection broke off. It stays here until you try again.';
    return { ok: false, error: { code: 'offline', message } };
  }
}

function pick(coding: Partial<Coding>, fields: readonly string[]): Partial<Coding> {
  return Object.fromEntries(Object.entries(coding).filter(([field]) => fields.includes(field)));
}
