import { Building2 } from 'lucide-react';
import { redirect } from 'next/navigation';
import { SignOutButton } from '#components/shell/sign-out-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { requireUser } from '#lib/access.ts';
import { businessesOf } from '#lib/authorise.ts';
import { accountPaths, inboxPath, newBusinessPath } from '#lib/domain/paths.ts';
import { closedBusinesses } from '#lib/team/closing/reopen-business.ts';
import { mayMakeBusiness } from '#lib/team/make-business.ts';

/** Leads to the first business; says so to someone who is a member of none. */
export default async function HomePage() {
  const user = await requireUser();
  const [first] = await businessesOf(user.id);
  if (first) redirect(inboxPath(first.slug, 'COSTS'));
  const [mayMake, closed] = await Promise.all([mayMakeBusiness(user.id), closedBusinesses(user.id)]);
  return (
    <main className="grid min-h-dvh">
      <EmptyState
        icon={<Building2 />}
        title={closed.length > 0 ? 'None of your businesses is open' : 'You are not in any business yet'}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            {closed.length > 0 && <ButtonLink href={accountPaths.closed}>Closed businesses</ButtonLink>}
            {mayMake && <ButtonLink href={newBusinessPath}>New business</ButtonLink>}
            <SignOutButton />
          </div>
        }
      >
        <p>
          You are signed in as {user.email}.{' '}
          {closed.length > 0
            ? 'Whoever closed one can open it again until it is deleted.'
            : 'Ask the admin of your business to add you; then reload this page.'}
        </p>
      </EmptyState>
    </main>
  );
}
