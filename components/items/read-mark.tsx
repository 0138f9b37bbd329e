'use client';

import { PlainButton } from '#components/ui/plain-button.tsx';
import type { ReadAlternative, ReadFieldView } from '#lib/domain/extraction/read-view.ts';

/** Under a field: that what was read is not sure, and what else it may be, each at one press or key. */
export function ReadMark({
  view,
  isHere,
  onChoose,
  onCreate,
}: {
  view: ReadFieldView;
  /** The cursor is in the field: its keys are told. */
  isHere: boolean;
  onChoose: (value: ReadAlternative['value']) => void;
  /** Makes a contact of what the document says. */
  onCreate: ((name: string) => void) | null;
}) {
  const offered = view.isUnsure || view.isOpen || isHere ? view.alternatives : [];
  if (!view.isMarked && offered.length === 0 && view.unentered === null) return null;
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
      {view.unentered !== null && (
        <>
          <span>The document says “{view.unentered}”</span>
          {onCreate && (
            <PlainButton
              className="min-h-6 rounded-sm px-1 text-accent-text underline decoration-dotted underline-offset-4 pointer-coarse:min-h-11"
              onPress={() => view.unentered !== null && onCreate(view.unentered)}
            >
              Create it
            </PlainButton>
          )}
        </>
      )}
      {view.isMarked && (
        <span className="inline-flex items-center gap-1">
          <span aria-hidden="true" className="size-1.5 rounded-full bg-warning-mark" />
          Read, not sure
        </span>
      )}
      {offered.map(({ value, text, because }, index) => (
        <span key={text} className="inline-flex max-w-full flex-wrap items-center gap-x-1">
          <PlainButton
            aria-label={because ? `Take ${text}: ${because}` : `Take ${text}`}
            className="min-h-6 rounded-sm px-1 text-start text-accent-text underline decoration-dotted underline-offset-4 pointer-coarse:min-h-11"
            onPress={() => onChoose(value)}
          >
            {text}
            {isHere && <kbd className="ml-1 font-sans text-muted">Alt {index + 1}</kbd>}
          </PlainButton>
          {because && <span aria-hidden="true">{because}</span>}
        </span>
      ))}
    </p>
  );
}
