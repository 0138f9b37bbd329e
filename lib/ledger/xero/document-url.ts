import { env } from '#lib/env.ts';

const XERO_API_HOST = 'api.xero.com';
const XERO_WEBSITE = 'https://go.xero.com';

/** *Open in Xero*: leads through the organisation's sign-in to the page. The sandbox has the same pages beside its API. */
export function documentUrl(shortCode: string | null, page: string): string {
  const api = new URL(env().XERO_API_URL);
  const website = api.hostname === XERO_API_HOST ? XERO_WEBSITE : api.origin;
  if (!shortCode) return `${website}${page}`;
  return `${website}/organisationlogin/default.aspx?shortcode=${encodeURIComponent(shortCode)}&redirecturl=${page}`;
}
