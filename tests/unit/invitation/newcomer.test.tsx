import { AppRouterContext, type AppRouterInstance } from 'next/dist/shared/lib/app-router-context.shared-runtime.js';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { JoinedSignedOut } from '#app/invitation/[token]/joined-signed-out.tsx';
import { Newcomer } from '#app/invitation/[token]/newcomer.tsx';

const invitation = {
  token: 'token',
  business: 'Fern',
  email: 'robin@example.com',
  name: '',
  path: '/invitation/token',
};
const shown = (provider: { name: string; isOnlyWay: boolean } | null) =>
  renderToStaticMarkup(<Newcomer {...invitation} provider={provider} />);
const asksPassword = (page: string) => page.includes('type="password"');

test('an invitation asks a newcomer for a password, offers the provider beside it, or the provider alone', () => {
  const [password, both, only] = [
    shown(null),
    shown({ name: 'Acme', isOnlyWay: false }),
    shown({ name: 'Acme', isOnlyWay: true }),
  ];
  expect([password, both, only].map(asksPassword)).toEqual([true, true, false]);
  expect([password, both, only].map((page) => page.includes('Continue with Acme'))).toEqual([false, true, true]);
});

test('whoever has joined but is not signed in after it is told both, and led to the sign-in', () => {
  const page = renderToStaticMarkup(
    // Nobody goes anywhere here.
    <AppRouterContext value={{} as AppRouterInstance}>
      <JoinedSignedOut business="Fern" slug="fern" failed="tooManyAttempts:60" />
    </AppRouterContext>,
  );
  expect(page).toContain('You have joined Fern');
  expect(page).toContain('sign-in is paused for you');
  expect(page).toContain('href="/sign-in?callbackUrl=%2Ffern"');
});
