import { cx } from './cx.ts';

/** Our mark: papers above an in-tray. */
function LogoMark({ size = 24, className }: { size?: number; className?: string }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 32 32" fill="none" className={className}>
      <rect width="32" height="32" rx="8" fill="#0e5c50" />
      <path d="M10.5 7.5h11M10.5 12h11" stroke="#8fd9c7" strokeWidth="2.5" strokeLinecap="round" />
      <path
        d="M6 17h5.2c.5 0 .9.3 1.1.7l.9 1.9c.2.4.6.7 1.1.7h3.4c.5 0 .9-.3 1.1-.7l.9-1.9c.2-.4.6-.7 1.1-.7H26v5.5a2.5 2.5 0 0 1-2.5 2.5h-15A2.5 2.5 0 0 1 6 22.500z"
        fill="#fff"
      />
    </svg>
  );
}

/** The mark with the name, for pages outside a business. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={cx('inline-flex items-center gap-2.5 text-lg font-semibold tracking-tight', className)}>
      <LogoMark size={28} />
      Intray
    </span>
  );
}
