'use client';

import { useEffect, useState } from 'react';
import { PlainButton } from '#components/ui/plain-button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import type { Result } from '#lib/domain/result.ts';
import { failure } from '#lib/domain/result.ts';
import type { CreditedDocuments } from '#lib/publishing/credited-documents.ts';
import { DraftTextField, type DraftTextFieldProps } from './draft-text-field.tsx';

export type FindCredited = () => Promise<Result<CreditedDocuments>>;

/** The document that a credit note is set against: its number, typed or chosen among those that are open in the books. */
export function CreditForField({
  word,
  find,
  ...field
}: Omit<DraftTextFieldProps, 'label'> & {
  /** `bill`, `invoice` */
  word: string;
  find: FindCredited;
}) {
  return (
    <div className="flex flex-col items-start gap-1">
      <DraftTextField {...field} label="Credit for" placeholder={`Number of the ${word}`} className="w-full" />
      {!field.isDisabled && (
        <Popover
          label={`Open ${word}s`}
          className="w-72"
          trigger={
            <PlainButton className="min-h-6 rounded-sm text-xs text-muted underline decoration-dotted underline-offset-4 hover:text-text pointer-coarse:min-h-11">
              Choose an open {word}
            </PlainButton>
          }
        >
          {(close) => (
            <Open
              {...{ word, find }}
              onChoose={(number) => {
                close();
                field.onCommit(number);
              }}
            />
          )}
        </Popover>
      )}
    </div>
  );
}

const offline = failure('offline', 'The connection broke off. Type the number instead, or try again.');

/** The books are asked by a worker: looked at again so often, at most. */
const LOOK_AGAIN_MS = 700;
const MAX_LOOKS = 30;

function Open({ word, find, onChoose }: { word: string; find: FindCredited; onChoose: (number: string) => void }) {
  const [answer, setAnswer] = useState<Awaited<ReturnType<FindCredited>> | null>(null);
  const [looks, setLooks] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `find` is another with each drawing, and asks the same
  useEffect(() => {
    let isGone = false;
    const look = async () => {
      const came = await find().catch(() => offline);
      if (isGone) return;
      setAnswer(came);
      if (came.ok && came.value.isAsking && looks < MAX_LOOKS) setLooks(looks + 1);
    };
    const timer = setTimeout(() => void look(), looks === 0 ? 0 : LOOK_AGAIN_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [looks]);
  if (answer && !answer.ok) return <p className="text-sm">{answer.error.message}</p>;
  const found = answer?.value;
  if (found?.problem) return <p className="text-sm">{found.problem} Type the number instead, or try again later.</p>;
  if (!found || (found.isAsking && looks < MAX_LOOKS)) {
    return (
      <p role="status" className="text-sm text-muted">
        Asking the books…
      </p>
    );
  }
  if (found.isAsking)
    return <p className="text-sm">The books have not answered. Type the number, or try again later.</p>;
  if (found.documents.length === 0) {
    return <p className="text-sm text-muted">Nothing approved of this contact is open there in this currency.</p>;
  }
  return (
    <ul aria-label={`Open ${word}s`} className="-mx-1 max-h-64 overflow-y-auto">
      {found.documents.map(({ number, issuedOn, due }) => (
        <li key={`${number} ${issuedOn} ${due}`}>
          <PlainButton
            className="flex min-h-8 w-full items-baseline justify-between gap-3 rounded-sm px-1 py-1 text-left text-sm hover:bg-hover"
            onPress={() => onChoose(number)}
          >
            <span className="min-w-0 break-words">
              {number} <span className="text-xs text-muted">{issuedOn}</span>
            </span>
            <span className="shrink-0 tabular-nums">{due}</span>
          </PlainButton>
        </li>
      ))}
    </ul>
  );
}
