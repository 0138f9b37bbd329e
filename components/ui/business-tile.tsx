import { logoPath } from '#lib/domain/paths.ts';
import { cx } from './cx.ts';
import { Initials, tileSizes } from './name-tile.tsx';

/** The logo of a business or, without one, the first letters of its name. Says nothing: the name stands beside it. */
export function BusinessTile({
  business: { slug, name, logoId },
  size = 'small',
}: {
  business: { slug: string; name: string; logoId: string | null };
  size?: keyof typeof tileSizes;
}) {
  if (logoId === null) return <Initials name={name} size={size} />;
  return (
    // biome-ignore lint/performance/noImgElement: it was drawn small once, and our own route gives it to those who may see it
    <img
      src={logoPath(slug, logoId)}
      alt=""
      className={cx('shrink-0 rounded-md bg-white object-contain ring-1 ring-edge', tileSizes[size])}
    />
  );
}
