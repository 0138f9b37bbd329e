'use client';

import { useEffect, useState } from 'react';
import { PlainButton } from '#components/ui/plain-button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import type { Result } from '#lib/domain/result.ts';
import { failure } from '#lib/domain/result.ts';
import type { CreditedDocument } from '#lib/publishing/credited-documents.ts';
import { DraftTextField, type DraftTextFieldProps } from './draft-text-field.tsx';

export type FindCredited = () => Promise<Result<CreditedDocument[]>>;

/** The document that a credit note is set against: its number, typed or chosen among those that were published. */
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
          label={`Published ${word}s`}
          className="w-72"
          trigger={
            <PlainButton className="min-h-6 rounded-sm text-xs text-muted underline decoration-dotted underline-offset-4 hover:text-text pointer-coarse:min-h-11">
              Choose a published {word}
            </PlainButton>
          }
        >
          {(close) => (
            <Published
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

function Published({ word, find, onChoose }: { word: string; find: FindCredited; onChoose: (number: string) => void }) {
  const [answer, setAnswer] = useState<Awaited<ReturnType<FindCredited>> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, each time it is opened
  useEffect(() => {
    let isGone = false;
    void find()
      .catch(() => offline)
      .then((came) => !isGone && setAnswer(came));
    return () => {
      isGone = true;
    };
  }, []);
  if (answer === null) return <p className="text-sm text-muted">Looking…</p>;
  if (!answer.ok) return <p className="text-sm">{answer.error.message}</p>;
  if (answer.value.length === 0) {
    return (
      <p className="text-sm text-muted">
        No approved {word} of this contact was published from here. One that was entered in the books is named by its
        number.
      </p>
    );
  }
  return (
    <ul className="-mx-1 max-h-64 overflow-y-auto">
      {answer.value.map(({ number, issuedOn, total }) => (
        <li key={number}>
          <PlainButton
            className="flex min-h-8 w-full items-baseline justify-between gap-3 rounded-sm px-1 py-1 text-left text-sm hover:bg-hover"
            onPress={() => onChoose(number)}
          >
            <span className="min-w-0 break-words">
              {number} <span className="text-xs text-muted">{issuedOn}</span>
            </span>
            <span className="shrink-0 tabular-nums">{total}</span>
          </PlainButton>
        </li>
      ))}
    </ul>
  );
}
