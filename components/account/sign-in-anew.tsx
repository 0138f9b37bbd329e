'use client';

import { signOutTo } from '#components/shell/session.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { signInPath } from '#lib/domain/paths.ts';

/** To whoever has no password, and did not sign in just now: where they show that it is them. */
export function SignInAnew({ returnTo }: { returnTo: string }) {
  return (
    <Banner
      title="Sign in again to change how you sign in"
      action={
        <Button size="small" onPress={() => signOutTo(signInPath(returnTo))}>
          Sign in again
        </Button>
      }
    >
      You have no password here, by which others show that it is them. Sign in as you do, and you have ten minutes.
    </Banner>
  );
}
