'use client';

import { type ReactNode, useMemo, useRef } from 'react';
import { Tooltip as AriaTooltip, type TooltipProps, TooltipTriggerStateContext } from 'react-aria-components/Tooltip';
import { Widgets } from './widgets.tsx';

export type TooltipPlacement = TooltipProps['placement'];

const nothing = () => {};
/** Whether it is shown is for whoever draws it to say. */
const shown = { isOpen: true, shouldSkipAnimation: false, open: nothing, close: nothing };

/** The words of a `Tooltip` beside what they are about. */
export function TooltipPanel({
  id,
  anchor,
  placement,
  children,
}: {
  id: string;
  anchor: Element;
  placement: TooltipPlacement;
  children: ReactNode;
}) {
  const trigger = useRef(anchor);
  trigger.current = anchor;
  const state = useMemo(() => shown, []);
  return (
    <Widgets>
      <TooltipTriggerStateContext value={state}>
        <AriaTooltip
          render={(panel) => <div {...panel} id={id} />}
          triggerRef={trigger}
          placement={placement}
          offset={6}
          className="pointer-events-none z-50 max-w-72 rounded-md bg-inverted px-2 py-1 text-xs text-inverse shadow-raised transition-opacity data-entering:opacity-0"
        >
          {children}
        </AriaTooltip>
      </TooltipTriggerStateContext>
    </Widgets>
  );
}
