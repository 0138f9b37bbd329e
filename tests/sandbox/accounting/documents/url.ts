/** Xero takes absolute addresses that do not name Xero. */
export function urlProblem(address: string | undefined): string | undefined {
  if (!address) return undefined;
  const url = URL.parse(address);
  const isGood = url !== null && /^https?:$/.test(url.protocol) && !address.toLowerCase().includes('xero');
  return isGood ? undefined : 'Url must be a valid absolute url';
}
