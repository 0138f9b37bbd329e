import { Bell } from 'lucide-react';
import { PageLink } from '#components/ui/page-link.tsx';
import { accountPaths } from '#lib/domain/paths.ts';
import { rememberBusiness } from './preferences.ts';

/** While there are new notices: how many, and the way to them. */
export function NoticeBell({ count }: { count: number }) {
  if (count === 0) return null;
  const text = count > 9 ? '9+' : String(count);
  const label = `New notices: ${text}`;
  return (
    <PageLink
      href={accountPaths.notices}
      onClick={rememberBusiness}
      aria-label={label}
      title={label}
      className="flex h-7 shrink-0 items-center gap-1 rounded-md bg-accent-soft px-1.5 text-xs font-medium text-accent-text tabular-nums hover:bg-pressed pointer-coarse:h-11 pointer-coarse:px-3"
    >
      <Bell aria-hidden="true" size={14} />
      {text}
    </PageLink>
  );
}
