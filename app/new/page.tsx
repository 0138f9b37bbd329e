import type { Metadata } from 'next';
import { NewBusinessForm } from '#components/business/new-business-form.tsx';
import { requireUser } from '#lib/access.ts';
import { countryChoices, currencyChoices } from '#lib/domain/countries.ts';
import { makeAnotherBusiness } from './actions.ts';

export const metadata: Metadata = { title: 'New business' };

export default async function NewBusinessPage() {
  await requireUser();
  return (
    <main className="mx-auto w-full max-w-md px-4 py-12">
      <h1 className="text-lg tracking-tight">New business</h1>
      <p className="mt-1 mb-6 text-muted">
        A set of books of its own, with its own inbox, lists and members. You are its admin.
      </p>
      <NewBusinessForm countries={countryChoices()} currencies={currencyChoices()} make={makeAnotherBusiness} />
    </main>
  );
}
