/**
 * Where to go after signing in: the path when it is one of our own, else `/`. Anything that a browser could read as
 * another site (`//evil.example`, `/\evil.example`, `https:…`) is not.
 */
export function ownPath(text: string | string[] | undefined): string {
  if (typeof text !== 'string' || !/^\/(?![/\\])/.test(text)) return '/';
  const base = 'http://own.invalid';
  const url = URL.canParse(text, base) ? new URL(text, base) : null;
  if (!url || url.origin !== base || url.pathname.startsWith('//')) return '/';
  if (url.pathname === '/sign-in' || url.pathname === '/set-up') return '/';
  return url.pathname + url.search + url.hash;
}
