'use client';

import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { keepTyping, takeTypingFor } from '#components/ui/kept-typing.ts';
import { holdUnfinished } from '#components/ui/unfinished.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import { fields as codingFields } from '#lib/domain/coding/fields.ts';
import { fieldName } from '#lib/domain/coding/show-value.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { fieldControl } from './go-to-field.ts';
import type { ItemEditor } from './use-item-editor.ts';

/** What the server did not take is unfinished too; once the item is locked, what is stored takes its place. */
export function useUnsavedFields(
  editor: ItemEditor,
  {
    stored,
    workspace,
    isLocked,
    show,
  }: { stored: Coding; workspace: Workspace; isLocked: boolean; show: (field: CodingField, line: null) => void },
): void {
  const { unsaved, takeStored } = editor;
  useKeptValues(editor, stored, workspace);
  const onShow = useEffectEvent(show);
  useEffect(() => {
    const fields = Object.keys(unsaved) as CodingField[];
    if (isLocked) {
      for (const field of fields) takeStored(field);
      return;
    }
    const ends = fields.map((field) =>
      holdUnfinished({
        label: fieldName(field, workspace, { tracking: [] }),
        text: '',
        element: () => fieldControl(field, null),
        focus: () => onShow(field, null),
      }),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [unsaved, takeStored, workspace, isLocked]);
}

/** What is left behind unsaved, by a way that does not ask, waits in the tab and is shown again: still not saved. */
function useKeptValues({ coding, unsaved, bringBack }: ItemEditor, stored: Coding, workspace: Workspace) {
  const newest = useRef({ coding, unsaved, stored });
  useLayoutEffect(() => {
    newest.current = { coding, unsaved, stored };
  });
  const onBack = useEffectEvent(bringBack);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the page opens
  useLayoutEffect(() => {
    const { pathname } = window.location;
    const placeOf = (field: CodingField) => `${pathname} value ${field}`;
    const back: Partial<Coding> = {};
    for (const field of Object.keys(codingFields) as CodingField[]) {
      const label = fieldName(field, workspace, { tracking: [] });
      const text = takeTypingFor(placeOf(field), label, JSON.stringify(stored[field]), () => 'something else');
      if (text !== null) Object.assign(back, { [field]: JSON.parse(text) });
    }
    if (Object.keys(back).length > 0) onBack(back);
    const keep = () => {
      const { coding, unsaved, stored } = newest.current;
      for (const field of Object.keys(unsaved) as CodingField[]) {
        keepTyping(placeOf(field), { text: JSON.stringify(coding[field]), was: JSON.stringify(stored[field]) });
      }
    };
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, []);
}
