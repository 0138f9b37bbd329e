'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { useFormats } from '#components/ui/formats.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { EntriesQuery } from '#lib/lists/browse/browse.ts';
import type { VisibilityChange } from '#lib/lists/changes/set-visible.ts';

type Chosen = { ids: string[] } | { matching: EntriesQuery };

export type VisibilityHandlers = {
  setVisible: (input: { chosen: Chosen; isVisible: boolean }, tab?: string) => Promise<Result<VisibilityChange>>;
  undo: (input: { changeId: string }, tab?: string) => Promise<Result<number>>;
  mayEdit: boolean;
};

type Entry = { id: string; isVisible: boolean };

export type Visibility = {
  mayChange: boolean;
  of: (entry: Entry) => boolean;
  change: (entry: Entry, isVisible: boolean) => Promise<void>;
  /** Changes several, with a way back. Tells whether that was done. */
  changeAll: (chosen: Chosen, isVisible: boolean) => Promise<boolean>;
};

/**
 * Whether pickers offer each entry: as the server drew it, or as it was switched on this page since, which rows that
 * come and go as one scrolls must not forget. `drawn` is what the server drew, and `noun` what entries are called.
 */
export function useVisibility(
  { setVisible, undo, mayEdit }: VisibilityHandlers,
  drawn: unknown,
  noun: { one: string; many: string },
): Visibility {
  const router = useRouter();
  const { numbers } = useFormats();
  const [switched, setSwitched] = useState<{ drawn: unknown; entries: ReadonlyMap<string, boolean> }>({
    drawn,
    entries: none,
  });
  // Drawn anew, the server knows better.
  const entries = switched.drawn === drawn ? switched.entries : none;

  const note = useCallback(
    (id: string, isVisible: boolean) =>
      setSwitched((now) => ({ drawn, entries: new Map(now.drawn === drawn ? now.entries : none).set(id, isVisible) })),
    [drawn],
  );
  const change = useCallback(
    async ({ id }: Entry, isVisible: boolean) => {
      note(id, isVisible);
      const saved = await setVisible({ chosen: { ids: [id] }, isVisible }, thisTab()).catch(offline);
      if (saved.ok) return note(id, isVisible);
      note(id, !isVisible);
      toast({ title: 'Not saved', description: saved.error.message, tone: 'danger' });
    },
    [note, setVisible],
  );
  const changeAll = useCallback(
    async (chosen: Chosen, isVisible: boolean) => {
      const saved = await setVisible({ chosen, isVisible }, thisTab()).catch(offline);
      if (!saved.ok) {
        toast({ title: 'Nothing was changed', description: saved.error.message, tone: 'danger' });
        return false;
      }
      router.refresh();
      const { changeId, changed } = saved.value;
      const state = isVisible ? 'visible' : 'hidden';
      if (changeId === null) {
        toast({ title: `They were ${state} already` });
        return true;
      }
      toast({
        title: `${writeCount(changed, numbers)} ${changed === 1 ? noun.one : noun.many} ${state}`,
        tone: 'success',
        action: {
          label: 'Undo',
          onPress: async () => {
            const undone = await undo({ changeId }, thisTab()).catch(offline);
            if (undone.ok) router.refresh();
            else toast({ title: 'Not undone', description: undone.error.message, tone: 'danger' });
          },
        },
      });
      return true;
    },
    [setVisible, undo, router, noun, numbers],
  );
  return useMemo(
    () => ({
      mayChange: mayEdit,
      of: ({ id, isVisible }) => entries.get(id) ?? isVisible,
      change,
      changeAll,
    }),
    [mayEdit, entries, change, changeAll],
  );
}

const none: ReadonlyMap<string, boolean> = new Map();

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');
