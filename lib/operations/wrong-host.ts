/**
 * The host by which somebody came, when it is not that of APP_URL: sign-in, forms and the way back from the ledger
 * would fail there one by one. Null when all is well.
 */
export function wrongHost(headers: Headers, appUrl: string): string | null {
  const app = new URL(appUrl);
  const asked = headers.get('x-forwarded-host')?.split(',')[0]?.trim() || headers.get('host') || '';
  const url = URL.parse(`${app.protocol}//${asked}`);
  return url?.host === app.host ? null : asked;
}

/** What the page says then; plain, since nothing of ours works there. */
export function wrongHostPage(host: string, appUrl: string): string {
  return `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Intray is at another address</title>
<h1>Intray is at another address</h1>
<p>Open <a href="${escaped(appUrl)}">${escaped(appUrl)}</a>. You came by “${escaped(host)}”, where signing in would not work.</p>
<p>For whoever runs Intray: if people are to come by “${escaped(host)}”, set APP_URL to that address. If they do come by
${escaped(appUrl)}, the proxy before Intray does not pass its host and port on: see “Reverse proxy” in docs/operations.md.</p>
`;
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);
