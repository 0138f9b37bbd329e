'use client';

import { Unlink } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RelativeTime } from '#components/lists/relative-time.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';
import { AccountSection } from './account-section.tsx';
import { ConfirmWithPassword } from './confirm-with-password.tsx';

export type ShownLink = { id: string; email: string; createdAt: string; lastUsedAt: string | null };

export type ProviderSectionProps = {
  providerName: string;
  links: readonly ShownLink[];
  /** Not before the session has shown the second factor that the person has. */
  mayChange: boolean;
  /** Whether the password is asked again first: not right after a sign-in. */
  asksPassword: boolean;
  unlink: (input: { linkId: string; present: string }) => Promise<Result<null>>;
};

/** The accounts at the provider that sign in to this one. */
export function ProviderSection({ providerName, links, mayChange, asksPassword, unlink }: ProviderSectionProps) {
  const router = useRouter();
  const [asked, setAsked] = useState<ShownLink | null>(null);
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
              {mayChange && (
                <IconButton label={`Unlink ${link.email}`} icon={<Unlink size={14} />} onPress={() => setAsked(link)} />
              )}
            </li>
          ))}
        </ul>
      )}
      {asked && (
        <ConfirmWithPassword
          title={`Unlink ${asked.email}?`}
          confirmLabel="Unlink"
          asksPassword={asksPassword}
          run={(present) => unlink({ linkId: asked.id, present })}
          onDone={() => {
            toast({ title: `${asked.email} is unlinked`, tone: 'success' });
            router.refresh();
          }}
          close={() => setAsked(null)}
        >
          <p>{providerName} no longer signs you in here. You sign in with your password or a passkey.</p>
        </ConfirmWithPassword>
      )}
    </AccountSection>
  );
}
