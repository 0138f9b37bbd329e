import { DescriptionList } from '#components/ui/description-list.tsx';
import { type BusinessProfile, taxCycles } from '#lib/domain/business-profile.ts';
import { countryName, currencyName } from '#lib/domain/countries.ts';
import { taxNumberKinds } from '#lib/domain/tax-number.ts';

/** The profile for those who only read it, without what nobody has said. */
export function ProfileFacts({ profile, baseCurrency }: { profile: BusinessProfile; baseCurrency: string }) {
  const lines = (text: string | null) => text && <span className="whitespace-pre-line">{text}</span>;
  const facts = [
    { term: 'Name', detail: profile.name },
    { term: 'Legal name', detail: profile.legalName },
    { term: 'Trading names', detail: profile.tradingNames.join(', ') },
    { term: 'Country', detail: countryName(profile.country) },
    { term: 'Registered address', detail: lines(profile.registeredAddress) },
    { term: 'Trading address', detail: lines(profile.tradingAddress) },
    ...profile.taxNumbers.map(({ kind, number }) => ({ term: taxNumberKinds[kind], detail: number })),
    { term: 'Tax cycle', detail: profile.taxCycle && taxCycles[profile.taxCycle] },
    { term: 'Base currency', detail: `${currencyName(baseCurrency)} (${baseCurrency})` },
  ];
  return <DescriptionList items={facts.filter(({ detail }) => detail)} />;
}
