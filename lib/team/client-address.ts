/**
 * The address a request came from: the last entry of X-Forwarded-For, which our own proxy or Next.js wrote. Entries
 * before it come from the client and may be invented.
 */
export function clientAddress(forwardedFor: string | null | undefined): string {
  return forwardedFor?.split(',').at(-1)?.trim() || 'unknown';
}
