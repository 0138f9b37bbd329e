'use client';

import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip, type TooltipProps, TooltipTrigger } from 'react-aria-components/Tooltip';

/** Words for a control that shows only an icon, or a short addition. Its child must be focusable. */
export function Tooltip({
  text,
  placement = 'top',
  children,
}: {
  text: ReactNode;
  placement?: TooltipProps['placement'];
  children: ReactNode;
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <AriaTooltip
        placement={placement}
        offset={6}
        className="z-50 max-w-72 rounded-md bg-inverted px-2 py-1 text-xs text-inverse shadow-raised transition-opacity data-entering:opacity-0"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
