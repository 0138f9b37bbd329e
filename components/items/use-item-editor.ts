'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { SaveState } from '#components/ui/field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Coding, CodingField } from '#lib/domain/coding.ts';
import { fieldNames } from '#lib/domain/item-event.ts';
import type { Failure, Result } from '#lib/domain/result.ts';
import type { Conflict, ConflictDetail } from '#lib/items/edit-conflict.ts';
import type { EditedItem, ItemEdit } from '#lib/items/edit-item.ts';

/** A value on the screen that the page's own data does not hold yet. */
type Draft = {
  value: unknown;
  state: SaveState;
  /** From this revision on the page's data holds it. */
  savedAs: number | null;
};

/** Why a field's newest value is not saved. */
export type Unsaved = { message: string; conflict: Conflict | null };

type Step = { label: string; changes: Partial<Coding>; was: Partial<Coding> };

export type EditHandler = (input: ItemEdit) => Promise<Result<EditedItem>>;

const SAVED_SHOWN_MS = 2_500;

/**
 * An item's coding as one edits it: every change is shown at once, saved in order, marked at its field and can be
 * undone. What the server sends meanwhile shows in all fields but those with a value of one's own.
 */
export function useItemEditor(item: { id: string; revision: number; coding: Coding }, edit: EditHandler) {
  const [drafts, setDrafts] = useState<Partial<Record<CodingField, Draft>>>({});
  const [unsaved, setUnsaved] = useState<Partial<Record<CodingField, Unsaved>>>({});
  const [undoStack, setUndoStack] = useState<readonly Step[]>([]);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const revision = useRef(item.revision);
  const newest = useRef(item.coding);
  useEffect(() => {
    revision.current = Math.max(revision.current, item.revision);
    newest.current = item.coding;
  }, [item.revision, item.coding]);

  const coding: Coding = { ...item.coding };
  for (const [field, draft] of Object.entries(drafts) as [CodingField, Draft][]) {
    if (draft.savedAs === null || item.revision < draft.savedAs) Object.assign(coding, { [field]: draft.value });
  }
  const shown = useRef(coding);
  useEffect(() => {
    shown.current = coding;
  });

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

  const settle = useCallback(
    (changes: Partial<Coding>, edited: EditedItem) => {
      revision.current = Math.max(revision.current, edited.revision);
      const saved = { ...changes, ...edited.after };
      mark(saved, 'saved', edited.revision);
      const isThis = (draft: Draft) => draft.savedAs === edited.revision;
      setTimeout(() => forget(Object.keys(saved), isThis), SAVED_SHOWN_MS);
    },
    [mark, forget],
  );

  const refuse = useCallback(
    (changes: Partial<Coding>, error: Failure) => {
      const conflicts = error.code === 'conflict' ? (error.detail as ConflictDetail).conflicts : [];
      mark(changes, 'failed', null);
      const fields = Object.keys(changes) as CodingField[];
      const reasons = fields.map((field) => {
        const conflict = conflicts.find((each) => each.field === field) ?? null;
        return [field, { message: error.fields?.[`changes.${field}`] ?? error.message, conflict }] as const;
      });
      setUnsaved((now) => ({ ...now, ...Object.fromEntries(reasons) }));
    },
    [mark],
  );

  const clearUnsaved = useCallback((fields: readonly string[]) => {
    setUnsaved((now) => Object.fromEntries(Object.entries(now).filter(([field]) => !fields.includes(field))));
  }, []);

  /** Sends a change after those before it. Gives what became of it, or null. */
  const send = useCallback(
    (changes: Partial<Coding>, was: Partial<Coding>, { isOverwriting = false } = {}): Promise<EditedItem | null> => {
      const fields = Object.keys(changes);
      clearUnsaved(fields);
      mark(changes, 'saving', null);
      const run = async () => {
        // "Keep mine" has seen the other's value and replaces it.
        const seen = isOverwriting ? { ...was, ...pick(newest.current, fields) } : was;
        const answer = await attempt(() => edit({ itemId: item.id, revision: revision.current, changes, was: seen }));
        if (answer.ok) {
          settle(changes, answer.value);
          return answer.value;
        }
        refuse(changes, answer.error);
        return null;
      };
      const sent = queue.current.then(run);
      queue.current = sent;
      return sent;
    },
    [edit, item.id, mark, settle, refuse, clearUnsaved],
  );

  const save = useCallback(
    async (
      changes: Partial<Coding>,
      { label, isOverwriting = false }: { label?: string; isOverwriting?: boolean } = {},
    ) => {
      const was = pick(shown.current, Object.keys(changes));
      const edited = await send(changes, was, { isOverwriting });
      if (!edited || Object.keys(edited.after).length === 0) return;
      const [first] = Object.keys(changes) as CodingField[];
      const step = {
        label: label ?? (first ? fieldNames[first] : 'Change'),
        changes: edited.before,
        was: edited.after,
      };
      setUndoStack((now) => [...now, step]);
    },
    [send],
  );

  const undo = useCallback(async () => {
    const step = undoStack.at(-1);
    if (!step) return;
    setUndoStack((now) => now.slice(0, -1));
    if (await send(step.changes, step.was)) toast({ title: `Undone: ${step.label}` });
  }, [undoStack, send]);

  /** Gives up one's own value of a field for what is stored. */
  const takeStored = useCallback(
    (field: CodingField) => {
      forget([field]);
      clearUnsaved([field]);
    },
    [forget, clearUnsaved],
  );

  const saveState = (field: CodingField): SaveState | undefined => drafts[field]?.state;

  return { coding, save, saveState, unsaved, takeStored, undo, canUndo: undoStack.at(-1)?.label ?? null };
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

function pick(coding: Coding, fields: readonly string[]): Partial<Coding> {
  return Object.fromEntries(Object.entries(coding).filter(([field]) => fields.includes(field)));
}
