/** A person's visit to the sandbox's sign-in and consent, by its own forms, as a browser makes it. */

export const people = {
  /** Adviser of all four organisations. */
  amelia: 'amelia@harbour.example',
  oliver: 'oliver@harbour.example',
  ines: 'ines@harbour.example',
  tane: 'tane@kowhai.example',
  /** Member of no organisation. */
  noah: 'noah@nowhere.example',
};

const PASSWORD = 'sandbox';

export type Visit = {
  /** Where Intray sends the browser. */
  url: string;
  email: string;
  /** Names of the organisations to allow; all that are offered unless given. */
  organisations?: readonly string[];
  decision?: 'allow' | 'cancel' | 'continue';
};

/** Signs in, decides, and gives the address that the ledger then sends the browser back to. */
export async function visitLedger({ url, email, organisations, decision = 'allow' }: Visit): Promise<URL> {
  const origin = new URL(url).origin;
  const signedIn = await fetch(`${origin}/identity/user/login`, {
    method: 'POST',
    body: new URLSearchParams({ return: '/', email, password: PASSWORD }),
    redirect: 'manual',
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = await (await fetch(url, { headers: { cookie } })).text();
  const form = new URLSearchParams({ request: new URL(url).searchParams.toString(), decision });
  for (const [, id, rest] of page.matchAll(/name="organisation" value="([^"]+)">\s*<span>([^<]*)/g)) {
    const name = (rest ?? '').trim().replaceAll('&#39;', "'").replaceAll('&amp;', '&');
    if (id && (!organisations || organisations.includes(name))) form.append('organisation', id);
  }
  const answer = await fetch(`${origin}/identity/connect/consent`, {
    method: 'POST',
    body: form,
    headers: { cookie },
    redirect: 'manual',
  });
  const location = answer.headers.get('location');
  if (!location) throw new Error(`The sandbox answered ${answer.status}: ${await answer.text()}`);
  return new URL(location);
}
