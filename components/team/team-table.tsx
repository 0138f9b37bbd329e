import type { ReactNode } from 'react';

/** A small table of people. On a phone each row is a card, whose cells say what they are. */
export function TeamTable({
  label,
  heads,
  hasActions,
  children,
}: {
  label: string;
  heads: readonly string[];
  hasActions?: boolean;
  children: ReactNode;
}) {
  return (
    <table aria-label={label} className="w-full text-left max-sm:block">
      <thead className="max-sm:sr-only">
        <tr className="border-b text-xs text-muted [&>th]:py-1.5 [&>th]:pr-4 [&>th]:font-medium">
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
          {hasActions && (
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody className="divide-y max-sm:block [&_td]:align-middle [&_td]:text-muted [&_th]:font-normal [&>tr]:max-sm:grid [&>tr]:max-sm:grid-cols-2 [&>tr]:max-sm:items-start [&>tr]:max-sm:gap-x-3 [&>tr]:max-sm:gap-y-1 [&>tr]:max-sm:py-2.5 [&>tr>*]:sm:py-1.5 [&>tr>*]:sm:pr-4 [&>tr>*:last-child]:sm:pr-0 [&>tr>*:last-child]:sm:text-right [&>tr>td:not([data-label])]:max-sm:col-start-2 [&>tr>td:not([data-label])]:max-sm:justify-self-end [&>tr>th]:max-sm:col-span-2 [&_td[data-label]]:max-sm:before:block [&_td[data-label]]:max-sm:before:text-xs [&_td[data-label]]:max-sm:before:content-[attr(data-label)]">
        {children}
      </tbody>
    </table>
  );
}
