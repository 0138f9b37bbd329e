/**
 * Whether a provider says that it asked for two factors: `amr` has `mfa` (RFC 8176), or `acr`, which each names as it
 * likes, speaks of it. Whatever else it says counts as one.
 */
export function saysMultiFactor({ amr, acr }: { amr?: unknown; acr?: unknown }): boolean {
  if (Array.isArray(amr) && amr.includes('mfa')) return true;
  return typeof acr === 'string' && /(^|[^a-z])(mfa|multi-?factor)([^a-z]|$)/i.test(acr);
}
