import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AppShell, type ShellProps } from '#components/shell/app-shell.tsx';
import { saveOwnTheme } from '../../account/actions.ts';
import { Gallery } from './gallery.tsx';

export const metadata: Metadata = { title: 'Gallery' };

const shell: ShellProps = {
  user: { id: 'ada', name: 'Ada Whitlock', email: 'ada@harbour.example' },
  business: { slug: 'harbour', name: 'Harbour Street Bakery', logoId: null },
  businesses: [
    { slug: 'harbour', name: 'Harbour Street Bakery', logoId: null },
    { slug: 'mill', name: 'Mill Lane Joinery Ltd', logoId: null },
  ],
  role: 'ADMIN',
  mayMakeBusiness: true,
  counts: { COSTS: 24, SALES: 3 },
  lostConnection: null,
  newNotices: 3,
  sandbox: true,
  saveTheme: saveOwnTheme,
};

/** Every primitive in every state, to look at while building. Not there in production. */
export default function GalleryPage() {
  // biome-ignore lint/style/noProcessEnv: a constant of the build, so that production carries none of it
  if (process.env.NODE_ENV === 'production') notFound();
  return (
    <AppShell {...shell}>
      <Gallery />
    </AppShell>
  );
}
