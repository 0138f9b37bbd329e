'use client';

import { Building2, Plus } from 'lucide-react';
import { BusinessTile } from '#components/ui/business-tile.tsx';
import { MenuItem, MenuSection, MenuSeparator } from '#components/ui/menu.tsx';
import { inboxPath, newBusinessPath } from '#lib/domain/paths.ts';
import type { BusinessSwitcherProps } from './business-switcher.tsx';

/** The other businesses, and what concerns them. */
export function BusinessSwitcherItems({ business, businesses, mayMake }: BusinessSwitcherProps) {
  return (
    <>
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
    </>
  );
}
