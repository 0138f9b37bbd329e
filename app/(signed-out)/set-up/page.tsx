import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { countryChoices, currencyChoices } from '#lib/domain/countries.ts';
import { isSetUp } from '#lib/team/set-up.ts';
import { SetUpForm } from './set-up-form.tsx';

export const metadata: Metadata = { title: 'Set up' };

/** Only an empty database has this page; once the first business exists it is closed for ever. */
export default async function SetUpPage() {
  await connection();
  if (await isSetUp()) redirect('/sign-in');
  return <SetUpForm countries={countryChoices()} currencies={currencyChoices()} />;
}
