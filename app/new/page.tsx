import { Building2 } from 'lucide-react';
import type { Metadata } from 'next';
import { NewBusinessForm } from '#components/business/new-business-form.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ButtonLink, Link } from '#components/ui/link.tsx';
import { requireUser } from '#lib/access.ts';
import { countryChoices, currencyChoices } from '#lib/domain/countries.ts';
import { guidePath } from '#lib/domain/paths.ts';
import { mayMakeBusiness } from '#lib/team/make-business.ts';
import { makeAnotherBusiness } from './actions.ts';

export const metadata: Metadata = { title: 'New business' };

export default async function NewBusinessPage() {
  const user = await requireUser();
  if (!(await mayMakeBusiness(user.id))) {
    return (
      <main className="grid min-h-dvh">
        <EmptyState
          icon={<Building2 />}
          title="You cannot make a business here"
          action={<ButtonLink href="/">Go to your businesses</ButtonLink>}
        >
          <p>Whoever runs Intray has left that to others. Ask an admin of a business, or them.</p>
        </EmptyState>
      </main>
    );
  }
  return (
    <main className="mx-auto w-full max-w-md px-4 py-12">
      <h1 className="text-lg tracking-tight">New business</h1>
      <p className="mt-1 mb-6 text-muted">
        A set of books of its own, with its own inbox, lists and members. You are its admin.
      </p>
      <NewBusinessForm countries={countryChoices()} currencies={currencyChoices()} make={makeAnotherBusiness} />
      <p className="mt-6 border-t pt-4 text-muted">
        A complete export of a business is read back in under Business settings, Exports, wherever you are an admin.{' '}
        <Link href={guidePath('complete-export')}>How that is done</Link>
      </p>
    </main>
  );
}
