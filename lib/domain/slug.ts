/** A business's place in addresses: `/harbour-and-vine/costs`. */

const MAX_LENGTH = 48;

/** First segments that are pages of our own, so no business may be called so in an address. */
const reserved = new Set([
  'account',
  'api',
  'app',
  'confirm-email',
  'favicon.ico',
  'forgotten-password',
  'gallery',
  'guide',
  'invitation',
  'keep-email',
  'new',
  'new-password',
  'open',
  'practice',
  'robots.txt',
  'sandbox-mail',
  'set-up',
  'sign-in',
  'sign-out',
  'static',
]);

export function isSlug(text: string): boolean {
  return text.length <= MAX_LENGTH && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && !reserved.has(text);
}

/**
 * An address for the name: `Harbour & Vine Ltd` gives `harbour-and-vine-ltd`. Letters lose their accents; a name
 * without any Latin letter or digit gives `business`.
 */
export function toSlug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replaceAll(/^-+|-+$/g, '');
  if (plain === '') return 'business';
  return isSlug(plain) ? plain : `${plain.slice(0, MAX_LENGTH - 9)}-business`;
}

/** The address for the business that is the so-manieth to have one name: `acme`, `acme-2`. */
export function numberedSlug(slug: string, number: number): string {
  if (number === 1) return slug;
  const end = `-${number}`;
  return slug.slice(0, MAX_LENGTH - end.length).replace(/-+$/, '') + end;
}
