'use client';

import { itemProgress } from '#lib/domain/item-progress.ts';
import type { ItemStatus } from '#lib/domain/item-status.ts';

export type StatusToldProps = {
  status: ItemStatus;
  mayEdit: boolean;
  /** What is left to do, or of what is ready: what one should know. */
  sentences: readonly string[];
  isToDo: boolean;
};

/** What stands behind an item's status; to those who may do nothing about it, what becomes of the item. */
export function StatusTold({ status, mayEdit, sentences, isToDo }: StatusToldProps) {
  if (!mayEdit) return <p>{itemProgress[status]}</p>;
  return (
    <>
      {isToDo && (
        <p className="mb-1 font-medium">{status === 'REFUSED' ? 'Why it was refused' : 'What is left to do'}</p>
      )}
      <ul className="list-disc space-y-0.5 pl-4">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
