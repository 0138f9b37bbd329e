'use client';

import { Building2, ChevronsUpDown, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { BusinessTile } from '#components/ui/business-tile.tsx';
import { buttonClass } from '#components/ui/button-styles.ts';
import { cx } from '#components/ui/cx.ts';
import { Menu, MenuItem, MenuSection, MenuSeparator } from '#components/ui/menu.tsx';
import { PlainButton } from '#components/ui/plain-button.tsx';
import { inboxPath, newBusinessPath } from '#lib/domain/paths.ts';
import { onSwitching } from './shortcuts.tsx';
import { wideOnly } from './wide-only.ts';

export type SwitchableBusiness = { slug: string; name: string; logoId: string | null };

/** More than these are found by typing. */
const FEW = 5;

/** Which business this is, and the way to the others: by pointing, by typing, or by its key. */
export function BusinessSwitcher({
  business,
  businesses,
  mayMake,
}: {
  business: SwitchableBusiness;
  businesses: readonly SwitchableBusiness[];
  /** Another one. */
  mayMake: boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  // A narrow screen has the sidebar in a drawer, and this one is not shown.
  useEffect(() => onSwitching(() => trigger.current?.offsetParent && setOpen(true)), []);
  return (
    <Menu
      label="Businesses"
      placement="bottom start"
      isOpen={isOpen}
      onOpenChange={setOpen}
      className="w-64"
      {...(businesses.length > FEW && { search: 'Find a business' })}
      trigger={
        <PlainButton
          ref={trigger}
          className={cx(
            buttonClass('quiet', 'medium'),
            'mb-1 w-full justify-start gap-2 px-1.5 in-data-[sidebar=narrow]:md:justify-center',
          )}
        >
          <BusinessTile business={business} />
          <span className={cx('min-w-0 flex-1 truncate text-left font-semibold', wideOnly)}>
            <span className="sr-only">Business: </span>
            {business.name}
          </span>
          <ChevronsUpDown aria-hidden="true" size={14} className="text-muted in-data-[sidebar=narrow]:md:hidden" />
        </PlainButton>
      }
    >
      <MenuSection title="Businesses">
        {businesses.map((each) => (
          <MenuItem
            key={each.slug}
            id={each.slug}
            textValue={each.name}
            href={inboxPath(each.slug, 'COSTS')}
            icon={<BusinessTile business={each} />}
            isCurrent={each.slug === business.slug}
          >
            {each.name}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSeparator />
      <MenuItem id="business-profile" icon={<Building2 />} href={`/${business.slug}/settings`}>
        Business profile
      </MenuItem>
      {mayMake && (
        <MenuItem id="new-business" icon={<Plus />} href={newBusinessPath}>
          New business
        </MenuItem>
      )}
    </Menu>
  );
}
