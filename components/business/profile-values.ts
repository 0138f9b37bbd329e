import {
  type BusinessProfile,
  changedProfileFields,
  type ProfileField,
  profileFields,
} from '#lib/domain/business-profile.ts';

/** The profile as a form holds it: text where nothing is an empty text. */
export type ProfileValues = {
  [F in ProfileField]: Exclude<BusinessProfile[F], null> | (null extends BusinessProfile[F] ? '' : never);
};

export function valuesOf(profile: BusinessProfile): ProfileValues {
  return Object.fromEntries(profileFields.map((field) => [field, profile[field] ?? ''])) as ProfileValues;
}

/** What a form says, without the rows that nothing was written in. */
function profileOf(values: ProfileValues): BusinessProfile {
  const said = Object.fromEntries(
    profileFields.map((field) => {
      const value = values[field];
      return [field, typeof value === 'string' ? value.trim() || null : value];
    }),
  ) as BusinessProfile;
  return {
    ...said,
    name: values.name.trim(),
    country: values.country,
    baseCurrency: values.baseCurrency,
    tradingNames: values.tradingNames.map((name) => name.trim()).filter(Boolean),
    taxNumbers: values.taxNumbers.filter(({ number }) => number.trim() !== ''),
    taxCycleMonth: values.taxCycle === 'QUARTERLY' ? values.taxCycleMonth || null : null,
  };
}

/** What a form changes of what it was filled with, and what it was filled with there. */
export function changesIn(values: ProfileValues, base: BusinessProfile) {
  const said = profileOf(values);
  const fields = changedProfileFields(base, said);
  const pick = (profile: BusinessProfile) => Object.fromEntries(fields.map((field) => [field, profile[field]]));
  return { fields, changes: pick(said) as Partial<BusinessProfile>, was: pick(base) as Partial<BusinessProfile> };
}
