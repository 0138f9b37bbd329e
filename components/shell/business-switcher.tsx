'use client';

import { ChevronsUpDown } from 'lucide-react';
import { buttonClass } from '#components/ui/button-styles.ts';
import { cx } from '#components/ui/cx.ts';
import { Menu, MenuItem, MenuSection } from '#components/ui/menu.tsx';
import { Initials } from '#components/ui/name-tile.tsx';
import { PlainButton } from '#components/ui/plain-button.tsx';
import { inboxPath } from '#lib/domain/paths.ts';
import { wideOnly } from './wide-only.ts';

type Business = { slug: string; name: string };

/** Which business this is, and the way to the others. */
export function BusinessSwitcher({ business, businesses }: { business: Business; businesses: readonly Business[] }) {
  return (
    <Menu
      label="Businesses"
      placement="bottom start"
      trigger={
        <PlainButton
          className={cx(
            buttonClass('quiet', 'medium'),
            'mb-1 w-full justify-start gap-2 px-1.5 in-data-[sidebar=narrow]:md:justify-center',
          )}
        >
          <Initials name={business.name} />
          <span className={cx('min-w-0 flex-1 truncate text-left font-semibold', wideOnly)}>
            <span className="sr-only">Business: </span>
            {business.name}
          </span>
          <ChevronsUpDown aria-hidden="true" size={14} className="text-muted in-data-[sidebar=narrow]:md:hidden" />
        </PlainButton>
      }
    >
      <MenuSection title="Businesses">
        {businesses.map(({ slug, name }) => (
          <MenuItem key={slug} id={slug} href={inboxPath(slug, 'COSTS')} isCurrent={slug === business.slug}>
            {name}
          </MenuItem>
        ))}
      </MenuSection>
    </Menu>
  );
}
