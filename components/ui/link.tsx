import NextLink from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-styles.ts';
import { cx } from './cx.ts';
import { linkClass } from './link-styles.ts';

type NextLinkProps = Omit<ComponentProps<typeof NextLink>, 'className'>;

export type LinkProps = NextLinkProps & { className?: string; tone?: 'accent' | 'plain' };

/** Goes somewhere. `plain` is for places where the surrounding already says that it is a link, such as a table. */
export function Link({ tone = 'accent', className, ...props }: LinkProps) {
  return (
    <NextLink
      {...props}
      className={cx(tone === 'accent' ? linkClass : 'rounded-sm underline-offset-2 hover:underline', className)}
    />
  );
}

export type ButtonLinkProps = NextLinkProps & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  className?: string;
};

/** Goes somewhere, and is the main thing to do on the page. */
export function ButtonLink({ variant, size, icon, className, children, ...props }: ButtonLinkProps) {
  return (
    <NextLink {...props} className={buttonClass(variant, size, { className })}>
      {icon}
      {children}
    </NextLink>
  );
}
