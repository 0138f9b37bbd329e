'use client';

import {
  type ButtonHTMLAttributes,
  createContext,
  type KeyboardEvent,
  type Ref,
  type RefObject,
  useContext,
} from 'react';
import { pressWorked, useEarlyButton } from './early-press.ts';

/** What a button is given by the panel that it opens. */
export type Trigger = {
  ref: RefObject<HTMLButtonElement | null>;
  onPress: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  'aria-haspopup'?: 'menu';
  'aria-expanded': boolean;
};

/** Of the panel around: null where a button opens nothing. */
export const TriggerContext = createContext<Trigger | null>(null);

/** Tab visits the controls of a table's current row only, or it would be a long way out of a long table. */
export const OutsideTabOrderContext = createContext(false);

type Attributes = ButtonHTMLAttributes<HTMLButtonElement>;

export type PlainButtonProps = Pick<
  Attributes,
  'type' | 'id' | 'name' | 'value' | 'form' | 'autoFocus' | 'className' | 'children' | 'role'
> & {
  [Name in keyof Attributes as Name extends `aria-${string}` ? Name : never]?: Attributes[Name];
} & {
  onPress?: (() => void) | undefined;
  isDisabled?: boolean | undefined;
  /** It goes on: pressing it again does nothing. */
  isPending?: boolean | undefined;
  excludeFromTabOrder?: boolean;
  ref?: Ref<HTMLButtonElement> | undefined;
};

/** A button without a look: what all buttons stand on. The browser's own, which needs no library for it. */
export function PlainButton({
  onPress,
  isDisabled,
  isPending,
  excludeFromTabOrder,
  ref,
  type = 'button',
  ...props
}: PlainButtonProps) {
  const trigger = useContext(TriggerContext);
  const isOutside = useContext(OutsideTabOrderContext);
  const own = useEarlyButton(ref);
  return (
    <button
      aria-haspopup={trigger?.['aria-haspopup']}
      aria-expanded={trigger?.['aria-expanded']}
      {...props}
      ref={(button) => {
        own.current = button;
        if (trigger) trigger.ref.current = button;
      }}
      type={type}
      disabled={isDisabled}
      tabIndex={excludeFromTabOrder || isOutside ? -1 : undefined}
      data-disabled={isDisabled || undefined}
      data-pending={isPending || undefined}
      aria-disabled={isPending || undefined}
      onKeyDown={trigger?.onKeyDown}
      onClick={(event) => {
        pressWorked();
        if (isPending) return event.preventDefault();
        onPress?.();
        trigger?.onPress();
      }}
    />
  );
}
