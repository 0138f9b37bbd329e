import { cx } from './cx.ts';

/** A name in a neutral tile, for other companies' products: their name in our type, never a copy of their mark. */
export function NameTile({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'grid size-11 shrink-0 place-items-center rounded-lg border bg-canvas text-xs font-semibold tracking-tight text-text',
        className,
      )}
    >
      {name}
    </span>
  );
}

export const tileSizes = { small: 'size-6 text-2xs', large: 'size-14 text-lg' };

/** The first letters of a person or a business, in a small tile. */
export function Initials({
  name,
  isRound,
  size = 'small',
  className,
}: {
  name: string;
  isRound?: boolean;
  size?: keyof typeof tileSizes;
  className?: string;
}) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'grid shrink-0 place-items-center bg-accent-soft font-semibold text-accent-text',
        tileSizes[size],
        isRound ? 'rounded-full' : 'rounded-md',
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

/** Up to two letters: `Jo Bloggs` is JB, `Acme` is A. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\d]/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return chosen.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}
