import '@fontsource-variable/inter/wght.css';
import './globals.css';

import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { NoteEarlyPress } from '#components/shell/note-early-press.tsx';
import { parseSidebarWidth, parseTheme, preferenceCookies } from '#components/shell/preferences.ts';
import { Providers } from '#components/shell/providers.tsx';
import { currentSession } from '#lib/auth.ts';
import { formatsOf, noPreferences } from '#lib/domain/personal-preferences.ts';

// Preloaded with fitted fallback metrics, so that text does not move; other scripts come from the stylesheet above.
const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-inter',
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    },
  ],
});

export const metadata: Metadata = {
  title: { default: 'Intray', template: '%s · Intray' },
  description: 'A bookkeeping inbox that publishes to your accounting software.',
  icons: {
    icon: [
      { url: '/favicon.ico', sizes: '32x32' },
      { url: '/icon.svg', type: 'image/svg+xml' },
    ],
    apple: '/apple-touch-icon.png',
  },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f4f6f7' },
    { media: '(prefers-color-scheme: dark)', color: '#0d1012' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, asked] = await Promise.all([cookies(), headers()]);
  // Where it fails, the page says so.
  const session = await currentSession().catch(() => null);
  const preferences = session?.preferences ?? noPreferences;
  const formats = formatsOf(preferences, asked.get('accept-language'));
  const theme = preferences.theme ?? parseTheme(jar.get(preferenceCookies.theme)?.value);
  return (
    <html
      lang="en-GB"
      data-theme={theme}
      data-sidebar={parseSidebarWidth(jar.get(preferenceCookies.sidebar)?.value)}
      className={inter.variable}
    >
      <body>
        <NoteEarlyPress nonce={asked.get('x-nonce') ?? undefined} />
        <Providers formats={formats}>{children}</Providers>
      </body>
    </html>
  );
}
