'use client';

import { Unlink } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RelativeTime } from '#components/lists/relative-time.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';
import { AccountSection } from './account-section.tsx';

export type ShownLink = { id: string; email: string; createdAt: string; lastUsedAt: string | null };

export type ProviderSectionProps = {
  providerName: string;
  links: readonly ShownLink[];
  unlink: (input: { linkId: string }) => Promise<Result<null>>;
};

/** The accounts at the provider that sign in to this one. */
export function ProviderSection({ providerName, links, unlink }: ProviderSectionProps) {
  const router = useRouter();
  const [asked, setAsked] = useState<ShownLink | null>(null);
  async function end() {
    if (!asked) return;
    const done = await unlink({ linkId: asked.id });
    if (done.ok) toast({ title: `${asked.email} is unlinked`, tone: 'success' });
    else toast({ title: 'Not unlinked', description: done.error.message, tone: 'danger' });
    router.refresh();
  }
  return (
    <AccountSection title={providerName}>
      {links.length === 0 ? (
        <p className="text-pretty text-muted">
          Not linked. It is linked the next time you choose <em>Continue with {providerName}</em> at the sign-in with
          the same e-mail.
        </p>
      ) : (
        <ul aria-label={`Accounts at ${providerName}`} className="divide-y rounded-lg border bg-surface">
          {links.map((link) => (
            <li key={link.id} className="flex items-center gap-3 py-2 pr-2 pl-3">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{link.email}</span>
                <span className="block text-xs text-muted">
                  Linked <RelativeTime instant={link.createdAt} />
                  {link.lastUsedAt && (
                    <>
                      , last used <RelativeTime instant={link.lastUsedAt} />
                    </>
                  )}
                </span>
              </span>
              <IconButton label={`Unlink ${link.email}`} icon={<Unlink size={14} />} onPress={() => setAsked(link)} />
            </li>
          ))}
        </ul>
      )}
      <ConfirmDialog
        isOpen={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={`Unlink ${asked?.email ?? ''}?`}
        confirmLabel="Unlink"
        isDanger
        onConfirm={end}
      >
        <p>{providerName} no longer signs you in here. You sign in with your password or a passkey.</p>
      </ConfirmDialog>
    </AccountSection>
  );
}
