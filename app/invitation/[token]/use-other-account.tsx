'use client';

import { useState } from 'react';
import { signOutTo } from '#components/shell/session.ts';
import { Button } from '#components/ui/button.tsx';

/** Signs out and comes back here, as whoever is invited. */
export function UseOtherAccount({ email, path }: { email: string; path: string }) {
  const [isPending, setPending] = useState(false);
  return (
    <Button
      variant="primary"
      size="large"
      isPending={isPending}
      className="mt-4 h-auto! min-h-10 w-full py-2 whitespace-normal! pointer-coarse:min-h-11"
      onPress={() => {
        setPending(true);
        void signOutTo(path).catch(() => setPending(false));
      }}
    >
      <span className="break-all">Sign out and use {email}</span>
    </Button>
  );
}
