import { Banner } from '#components/ui/banner.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';

/** Items that name entries of the books before, which nothing can be published with, and where that is put right. */
export function OtherBooksBanner({ items, href }: { items: number; href: string }) {
  return (
    <Banner
      tone="warning"
      title={
        <>
          <ShownNumber value={items} />{' '}
          {items === 1 ? 'item names entries of other books' : 'items name entries of other books'}
        </>
      }
      action={
        <ButtonLink size="small" href={href}>
          Merge lists
        </ButtonLink>
      }
    >
      Pair the old categories, tax rates and contacts with those of the connected books, and the items follow.
    </Banner>
  );
}
