'use client';

import { ChevronsUpDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { BusinessTile } from '#components/ui/business-tile.tsx';
import { buttonClass } from '#components/ui/button-styles.ts';
import { cx } from '#components/ui/cx.ts';
import { later } from '#components/ui/later.ts';
import { Menu } from '#components/ui/menu.tsx';
import { PlainButton } from '#components/ui/plain-button.tsx';
import { onSwitching } from './shortcuts.tsx';
import { wideOnly } from './wide-only.ts';

const items = later(() => import('./business-switcher-items.tsx'));

export type SwitchableBusiness = { slug: string; name: string; logoId: string | null };

/** More than these are found by typing. */
const FEW = 5;

export type BusinessSwitcherProps = {
  business: SwitchableBusiness;
  businesses: readonly SwitchableBusiness[];
  /** Another one. */
  mayMake: boolean;
};

/** Which business this is, and the way to the others: by pointing, by typing, or by its key. */
export function BusinessSwitcher(props: BusinessSwitcherProps) {
  const { business, businesses } = props;
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  // A narrow screen has the sidebar in a drawer, and this one is not shown.
  useEffect(() => onSwitching(() => trigger.current?.offsetParent && setOpen(true)), []);
  return (
    <Menu
      label="Businesses"
      placement="bottom start"
      items={items}
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
      <Items {...props} />
    </Menu>
  );
}

function Items(props: BusinessSwitcherProps) {
  const part = items.now();
  return part && <part.BusinessSwitcherItems {...props} />;
}
