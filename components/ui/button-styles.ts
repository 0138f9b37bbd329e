import { cx } from './cx.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'medium' | 'large';

const base =
  'relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap ' +
  'transition-colors no-underline data-disabled:cursor-not-allowed [&_svg]:shrink-0';

const variants: Record<ButtonVariant, string> = {
  primary:
    'bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-hover ' +
    'data-disabled:bg-pressed data-disabled:text-muted',
  secondary:
    'border border-outline bg-surface text-text hover:bg-hover active:bg-pressed ' +
    'data-disabled:border-line data-disabled:bg-transparent data-disabled:text-muted',
  quiet:
    'text-text hover:bg-hover active:bg-pressed aria-expanded:bg-hover ' +
    'data-disabled:bg-transparent data-disabled:text-muted',
  danger:
    'bg-danger-fill text-on-danger hover:bg-danger-fill-hover active:bg-danger-fill-hover ' +
    'data-disabled:bg-pressed data-disabled:text-muted',
};

const sizes: Record<ButtonSize, string> = {
  small: 'h-(--control-small) px-2 text-sm',
  medium: 'h-(--control) px-3 text-sm',
  large: 'h-10 px-4 text-base pointer-coarse:h-11',
};

const squares: Record<ButtonSize, string> = {
  small: 'size-(--control-small)',
  medium: 'size-(--control)',
  large: 'size-10 pointer-coarse:size-11',
};

/** The classes of a button, for the few elements that look like one without being one. */
export function buttonClass(
  variant: ButtonVariant = 'secondary',
  size: ButtonSize = 'medium',
  options: { isSquare?: boolean; className?: string | undefined } = {},
): string {
  return cx(base, variants[variant], options.isSquare ? squares[size] : sizes[size], options.className);
}
