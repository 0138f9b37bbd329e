'use client';

import { Unlink } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { RelativeTime } from '#components/lists/relative-time.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { providerSection } from '#lib/domain/paths.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { AccountSection } from './account-section.tsx';
import { ConfirmWithPassword } from './confirm-with-password.tsx';
import { answerOf } from './link-token.ts';

export type ShownLink = { id: string; email: string; createdAt: string; lastUsedAt: string | null };

export type ProviderSectionProps = {
  providerName: string;
  links: readonly ShownLink[];
  /** Not before the session has shown the second factor that the person has. */
  mayChange: boolean;
  /** Whether the password is asked again first: not right after a sign-in. */
  asksPassword: boolean;
  /** Where to go to link one; null where no provider is set any more. */
  link: ((input: { present: string }) => Promise<Result<{ url: string }>>) | null;
  /** What came of a visit to the provider. */
  outcome: keyof typeof outcomes | null;
  unlink: (input: { linkId: string; present: string }) => Promise<Result<null>>;
};

const outcomes = {
  linked: { tone: 'success', text: 'Linked: it signs you in from now on.' },
  known: { tone: 'info', text: 'This account was linked already. Nothing was changed.' },
  taken: {
    tone: 'danger',
    text: 'Another account here is linked with it, so nothing was changed. Sign in with that one to unlink it.',
  },
  tooMany: {
    tone: 'danger',
    text: 'You have linked as many accounts as you can. Nothing was changed: unlink one first.',
  },
  refused: {
    tone: 'danger',
    text: 'The sign-in at the provider was not finished, or its answer was not right. Nothing was changed. Try again.',
  },
} as const;

/** The accounts at the provider that sign in to this one. */
export function ProviderSection({
  providerName,
  links,
  mayChange,
  asksPassword,
  link,
  outcome,
  unlink,
}: ProviderSectionProps) {
  const router = useRouter();
  // Said once: whoever comes back to this address, by a reload or a bookmark, has not just been at the provider.
  const [said] = useState(outcome && outcomes[outcome]);
  useEffect(() => {
    if (outcome) window.history.replaceState(null, '', window.location.pathname + window.location.hash);
  }, [outcome]);
  const [isLinking, setLinking] = useState(false);
  const [isGoing, setGoing] = useState(false);
  async function go(present: string): Promise<Result<unknown>> {
    setGoing(true);
    const begun = link ? await answerOf(link({ present })) : null;
    if (begun?.ok) {
      window.location.assign(begun.value.url);
      return begun;
    }
    setGoing(false);
    if (!isLinking && begun) toast({ title: 'Not linked', description: begun.error.message, tone: 'danger' });
    return begun ?? ok(null);
  }
  const [asked, setAsked] = useState<ShownLink | null>(null);
  return (
    <AccountSection id={providerSection} title={providerName}>
      {links.length === 0 ? (
        <p className="text-pretty text-muted">Not linked.</p>
      ) : (
        <ul aria-label={`Accounts at ${providerName}`} className="divide-y rounded-lg border bg-surface">
          {links.map((each) => (
            <li key={each.id} className="flex items-center gap-3 py-2 pr-2 pl-3">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{each.email}</span>
                <span className="block text-xs text-muted">
                  Linked <RelativeTime instant={each.createdAt} />
                  {each.lastUsedAt && (
                    <>
                      , last used <RelativeTime instant={each.lastUsedAt} />
                    </>
                  )}
                </span>
              </span>
              {mayChange && (
                <IconButton label={`Unlink ${each.email}`} icon={<Unlink size={14} />} onPress={() => setAsked(each)} />
              )}
            </li>
          ))}
        </ul>
      )}
      {said && (
        <Banner tone={said.tone} className="mt-3">
          {said.text}
        </Banner>
      )}
      {mayChange && link && (
        <Button className="mt-3" onPress={() => (asksPassword ? setLinking(true) : void go(''))} isPending={isGoing}>
          Link an account at {providerName}
        </Button>
      )}
      {isLinking && link && (
        <ConfirmWithPassword
          title={`Link an account at ${providerName}?`}
          confirmLabel={`Go on to ${providerName}`}
          asksPassword={asksPassword}
          run={go}
          onDone={() => undefined}
          close={() => setLinking(false)}
        >
          <p>Whoever is signed in to it signs in here from then on, without your password.</p>
        </ConfirmWithPassword>
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
          <p>{providerName} no longer signs you in here. You sign in by what else is listed on this page.</p>
        </ConfirmWithPassword>
      )}
    </AccountSection>
  );
}
