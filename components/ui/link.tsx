import type { ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-styles.ts';
import { cx } from './cx.ts';
import { PageLink, type PageLinkProps } from './page-link.tsx';

export type LinkProps = Omit<PageLinkProps, 'className'> & { className?: string; tone?: 'accent' | 'plain' };

/** Goes somewhere. `plain` is for places where the surrounding already says that it is a link, such as a table. */
export function Link({ tone = 'accent', className, ...props }: LinkProps) {
  return (
    <PageLink
      {...props}
      className={cx(
        'rounded-sm underline-offset-2 hover:underline',
        tone === 'accent' && 'text-accent-text underline decoration-accent-text/40',
        className,
      )}
    />
  );
}

export type ButtonLinkProps = Omit<PageLinkProps, 'className'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  className?: string;
};

/** Goes somewhere, and is the main thing to do on the page. */
export function ButtonLink({ variant, size, icon, className, children, ...props }: ButtonLinkProps) {
  return (
    <PageLink {...props} className={buttonClass(variant, size, { className })}>
      {icon}
      {children}
    </PageLink>
  );
}
