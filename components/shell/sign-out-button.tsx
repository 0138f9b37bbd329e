'use client';

import { Button } from '#components/ui/button.tsx';
import { signOut } from './session.ts';

export function SignOutButton() {
  return <Button onPress={signOut}>Sign out</Button>;
}
