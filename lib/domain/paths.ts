/** The addresses of the product's pages, which point at each other. All begin with the business's slug. */

export const workspaces = ['COSTS', 'SALES'] as const;

/** What an item is about: money spent, or money earned. */
export type Workspace = (typeof workspaces)[number];

/** The sign-in, which leads on to `returnTo` afterwards. */
export function signInPath(returnTo: string): string {
  return returnTo === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ callbackUrl: returnTo })}`;
}

/** The sign-in at a later step, or with what went wrong. */
export function signInStepPath(at: { step: 'code' | 'link'; callbackUrl: string } | { problem: string }): string {
  return `/sign-in?${new URLSearchParams(at)}`;
}

/** Where a second factor is shown or set up, which leads on to `returnTo` afterwards. */
export function secondFactorPath(returnTo: string): string {
  return `/account/second-factor?${new URLSearchParams({ next: returnTo })}`;
}

const segments: Record<Workspace, string> = { COSTS: 'costs', SALES: 'sales' };

export function inboxPath(slug: string, workspace: Workspace): string {
  return `/${slug}/${segments[workspace]}`;
}

export function archivePath(slug: string, workspace: Workspace): string {
  return `${inboxPath(slug, workspace)}/archive`;
}

/** `number` is what people call the item by. */
export function itemPath(slug: string, workspace: Workspace, number: number): string {
  return `${inboxPath(slug, workspace)}/${number}`;
}

/** The item by its id, which no address of a business has to be known for. */
export function openPath(itemId: string): string {
  return `/open/${itemId}`;
}

/** The inbox with *Add documents* open. */
export function addDocumentsPath(slug: string, workspace: Workspace): string {
  return `${inboxPath(slug, workspace)}${addDocumentsHash}`;
}

export const addDocumentsHash = '#add-documents';

/** How *Finish* was come to. */
export const finishedConnecting = ['connected', 'reconnected'] as const;
export type FinishedConnecting = (typeof finishedConnecting)[number];

/** `ledger` is the accounting software's short name in addresses. */
export function connectionPaths(slug: string) {
  const root = `/${slug}/settings/connections`;
  const flow = (ledger: string) => `${root}/connect/${ledger}`;
  return {
    root,
    finished: (how: FinishedConnecting) => `${root}?finished=${how}`,
    integrations: `${root}/connect`,
    overview: (ledger: string, connectionId: string | null) =>
      `${flow(ledger)}${connectionId ? `?reconnect=${connectionId}` : ''}`,
    organisation: (ledger: string, attemptId: string) => `${flow(ledger)}/organisation?attempt=${attemptId}`,
    confirm: (ledger: string, attemptId: string) => `${flow(ledger)}/confirm?attempt=${attemptId}`,
    problem: (ledger: string, reason: string) => `${flow(ledger)}/problem?reason=${reason}`,
  };
}

/** What was sent by mail, and one of the mails. */
export function mailPaths(slug: string) {
  const root = `/${slug}/settings/mail`;
  return { root, mail: (mailId: string) => `${root}/${mailId}` };
}

/** How people come in to the business. */
export function securityPath(slug: string): string {
  return `/${slug}/settings/security`;
}

/** A person's own pages. */
export const accountPaths = {
  root: '/account',
  security: '/account/security',
  sessions: '/account/sessions',
  activity: '/account/activity',
} as const;

/**
 * Where the links in mails about an account lead. A token stands behind the `#`, which browsers send to nobody: it is in
 * no log and no Referer, and the page takes it out of the address.
 */
export const linkPaths = {
  forgottenPassword: '/forgotten-password',
  newPassword: (token: string) => `/new-password#${token}`,
  confirmEmail: (token: string) => `/confirm-email#${token}`,
  keepEmail: (token: string) => `/keep-email#${token}`,
} as const;

/** In the sandbox without a mail server: mails about accounts, which belong to no business. */
export const sandboxMailPath = '/sandbox-mail';
