'use client';

import type { ReactNode } from 'react';
import type { useAccountForm } from '#components/account/use-account-form.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useIsReady } from '#components/ui/is-ready.ts';

export type PanelFormProps = {
  form: Pick<ReturnType<typeof useAccountForm>, 'submit' | 'isPending' | 'message'>;
  /** What its button says. */
  action: string;
  children: ReactNode;
};

/** The form of a signed-out page: what is wrong with all of it, its fields, and one button. */
export function PanelForm({ form, action, children }: PanelFormProps) {
  const isReady = useIsReady();
  return (
    <form method="post" onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      {form.message && <Banner tone="danger">{form.message}</Banner>}
      {children}
      <Button type="submit" variant="primary" size="large" isDisabled={!isReady} isPending={form.isPending}>
        {action}
      </Button>
    </form>
  );
}
