import type { ReactNode } from 'react';

const markClass = 'rounded-sm bg-warning-soft text-text';

/** What is found whole, such as an amount. */
export const markedIf = (isFound: unknown, shown: ReactNode) =>
  isFound ? <mark className={markClass}>{shown}</mark> : shown;

/** A text with the parts that were searched for, each from its first character to before its last. */
export function Marked({
  text,
  marks = [],
}: {
  text: string;
  marks?: readonly (readonly [number, number])[] | undefined;
}): ReactNode {
  return marks.length === 0
    ? text
    : [
        ...marks.map(([from, to], index) => (
          <span key={from}>
            {text.slice(marks[index - 1]?.[1] ?? 0, from)}
            <mark className={markClass}>{text.slice(from, to)}</mark>
          </span>
        )),
        text.slice(marks.at(-1)?.[1]),
      ];
}
