import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { countryCodes, countryName, currencyCodes, currencyName, usualCurrency } from '#lib/domain/countries.ts';
import { isSetUp } from '#lib/team/set-up.ts';
import { SetUpForm } from './set-up-form.tsx';

export const metadata: Metadata = { title: 'Set up' };

/** Only an empty database has this page; once the first business exists it is closed for ever. */
export default async function SetUpPage() {
  await connection();
  if (await isSetUp()) redirect('/sign-in');
  return <SetUpForm countries={countries()} currencies={currencies()} />;
}

function countries() {
  return countryCodes
    .map((id) => ({ id, label: countryName(id), currency: usualCurrency(id) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en-GB'));
}

function currencies() {
  return currencyCodes.map((id) => ({ id, label: currencyName(id), detail: id }));
}
