import type { FileList } from './list-files.ts';
import type { MergeList } from './merge-lists.ts';

/** The addresses of the product's pages, which point at each other. All begin with the business's slug. */

export const workspaces = ['COSTS', 'SALES'] as const;

/** What an item is about: money spent, or money earned. */
export type Workspace = (typeof workspaces)[number];

export const otherWorkspace: Record<Workspace, Workspace> = { COSTS: 'SALES', SALES: 'COSTS' };

/** The sign-in, which leads on to `returnTo` afterwards. */
export function signInPath(returnTo: string): string {
  return `/sign-in${afterwards(returnTo)}`;
}

/** The same for whoever has just chosen a new password. */
export function changedPasswordPath(returnTo: string): string {
  return `/sign-in?${new URLSearchParams({ changed: 'password', ...(returnTo !== '/' && { callbackUrl: returnTo }) })}`;
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

/** The workspace that a part of an address names; null when it is none. */
export function workspaceOfSegment(segment: string): Workspace | null {
  return workspaces.find((workspace) => segments[workspace] === segment) ?? null;
}

export function inboxPath(slug: string, workspace: Workspace): string {
  return `/${slug}/${segments[workspace]}`;
}

/** What of the inbox was refused. */
export function failedPath(slug: string, workspace: Workspace): string {
  return `${inboxPath(slug, workspace)}?show=refused`;
}

export function archivePath(slug: string, workspace: Workspace): string {
  return `${inboxPath(slug, workspace)}/archive`;
}

/** A view that was saved, whatever it shows by then. */
export function viewPath(slug: string, workspace: Workspace, viewId: string): string {
  return `${inboxPath(slug, workspace)}/views/${viewId}`;
}

export function binPath(slug: string, workspace: Workspace): string {
  return `${inboxPath(slug, workspace)}/bin`;
}

/** Expense claims, and one of them by what people call it by. */
export const claimsPath = (slug: string) => `/${slug}/expense-claims`;
export const claimPath = (slug: string, number: number) => `${claimsPath(slug)}/${number}`;

/** What was sent, and what came of it. */
export const submissionsPath = (slug: string) => `/${slug}/submissions`;

/** *Business settings > Flags*. */
export const flagsPath = (slug: string) => `/${slug}/settings/flags`;

/** `number` is what people call the item by. */
export function itemPath(slug: string, workspace: Workspace, number: number): string {
  return `${inboxPath(slug, workspace)}/${number}`;
}

/** An item's pages, to be put in order, split and merged. */
export function pagesPath(slug: string, workspace: Workspace, number: number): string {
  return `${itemPath(slug, workspace, number)}/pages`;
}

/** The item by its id, which no address of a business has to be known for. */
export function openPath(itemId: string): string {
  return `/open/${itemId}`;
}

/** *Business settings > Exports*: files that were asked for, and the columns of files. */
export const exportsPath = (slug: string) => `/${slug}/settings/exports`;

/** A complete export of the business: where one is read back in, its file by its id, and a part of one that is sent. */
export const completeExportPaths = (slug: string) => ({
  readBack: `${exportsPath(slug)}/read-back`,
  file: (fileId: string) => `/${slug}/exports/complete/${fileId}`,
  part: (readingId: string, number: number) => `/${slug}/exports/readings/${readingId}/${number}`,
});

/** Where a link to items leads, for whoever has it. The token opens it: such an address stays out of logs. */
export const sharedPath = (token: string) => `/shared/${token}`;

/** All documents that such a link shows, in one file. */
export const sharedArchivePath = (token: string) => `${sharedPath(token)}/all`;

/** A document that such a link shows: as it came, or a page of it as a picture. */
export const sharedDocumentPaths = (token: string, documentId: string) => ({
  download: `${sharedPath(token)}/${documentId}`,
  page: (number: number) => `${sharedPath(token)}/${documentId}/${number}`,
});

/** A file that was asked for, by the id of its export. */
export function exportPath(slug: string, exportId: string): string {
  return `/${slug}/exports/${exportId}`;
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

/** A new business, for whoever is signed in. */
export const newBusinessPath = '/new';

/** The picture of a business; its address is another with every new one. */
export function logoPath(slug: string, logoId: string): string {
  return `/${slug}/logo?v=${logoId}`;
}

/** Where an invitation leads. The token opens it: such an address stays out of logs, titles and referrers. */
export const invitationPath = (token: string) => `/invitation/${token}`;

/** Whether an address opens something to whoever knows it, or leads to an invitation after signing in. */
export function holdsToken({ pathname, searchParams }: Pick<URL, 'pathname' | 'searchParams'>): boolean {
  const root = invitationPath('');
  return (
    pathname.startsWith(root) ||
    pathname.startsWith(sharedPath('')) ||
    (searchParams.get('callbackUrl') ?? '').startsWith(root)
  );
}

/** Who works in a business, and what was done about it. */
export function teamPaths(slug: string) {
  const root = `/${slug}/settings/team`;
  return { root, activity: `${root}/activity` };
}

/** The entries of the connected books, a page each. */
export function listPaths(slug: string) {
  const root = `/${slug}/lists`;
  return {
    categories: `${root}/categories`,
    taxRates: `${root}/tax-rates`,
    tracking: `${root}/tracking`,
    trackingCategory: (categoryId: string) => `${root}/tracking?category=${categoryId}`,
    suppliers: `${root}/suppliers`,
    customers: `${root}/customers`,
    paymentMethods: `${root}/payment-methods`,
    products: `${root}/products`,
    currencies: `${root}/currencies`,
    /** Entries of other books paired with these. */
    merge: (list: MergeList) => `${root}/merge/${list}`,
    file: (list: FileList) => `${root}/files/${list}`,
  };
}

/** Of suppliers or customers, by the page of the list: those that seem to be one firm twice. */
export const duplicatesPath = (listPath: string) => `${listPath}/duplicates`;

/** A document as it came, and its pages, from 1, as pictures of about a width. */
export function documentPaths(slug: string, documentId: string) {
  const root = `/${slug}/documents/${documentId}`;
  return {
    download: `${root}/original?download`,
    page: (number: number, widthPx: number) => `${root}/pages/${number}?w=${widthPx}`,
    words: (number: number) => `${root}/pages/${number}/words`,
  };
}

/** A document that waits to be split, and its pages, from 1, as pictures. */
export function splitPaths(slug: string, arrivalId: string) {
  return {
    preview: `/${slug}/split/${arrivalId}`,
    page: (number: number, widthPx: number) => `/${slug}/arrivals/${arrivalId}/pages/${number}?w=${widthPx}`,
  };
}

/** The stream of what changes in a business, for open pages. */
export function eventsPath(slug: string): string {
  return `/${slug}/events`;
}

/** What was sent by mail, and one of the mails. */
export function mailPaths(slug: string) {
  const root = `/${slug}/settings/mail`;
  return { root, mail: (mailId: string) => `${root}/${mailId}` };
}

/** *Business settings > Automation*: the rules. */
export function rulePaths(slug: string) {
  const root = `/${slug}/settings/automation`;
  return {
    root,
    rule: (ruleId: string) => `${root}/${ruleId}`,
    applying: (bulkEditId: string) => `${root}?applying=${bulkEditId}`,
    newOf: (kind: 'SUPPLIER' | 'CUSTOMER', contactId: string) => `${root}/new?of=${kind}&id=${contactId}`,
    newFromItem: (itemId: string) => `${root}/new?item=${itemId}`,
    newFromSuggestion: (suggestionId: string) => `${root}/new?suggestion=${suggestionId}`,
    suggested: `${root}/suggested`,
    new: `${root}/new`,
    autoPublish: `${root}/auto-publish`,
    file: `${root}/file`,
  };
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
  /** What concerned them, and which mails they want of it. */
  notices: '/account/notices',
  /** The businesses of theirs that are closed, for as long as they can be opened again. */
  closed: '/account/closed',
} as const;

/** The part of *Sign-in and security* about accounts at the provider. */
export const providerSection = 'provider';

/** Back from the provider, to what is said of the visit there. */
export const providerLinkingPath = (outcome: string) =>
  `${accountPaths.security}?provider=${outcome}#${providerSection}`;

/** *Forgotten password*, which leads on to `returnTo` once a new one is chosen. */
export function forgottenPasswordPath(returnTo: string): string {
  return `${linkPaths.forgottenPassword}${afterwards(returnTo)}`;
}

const afterwards = (returnTo: string) => (returnTo === '/' ? '' : `?${new URLSearchParams({ callbackUrl: returnTo })}`);

/**
 * Where the links in mails about an account lead. A token stands behind the `#`, which browsers send to nobody: it is in
 * no log and no Referer, and the page takes it out of the address.
 */
export const linkPaths = {
  forgottenPassword: '/forgotten-password',
  newPassword: (token: string, returnTo = '/') => `/new-password${afterwards(returnTo)}#${token}`,
  confirmEmail: (token: string) => `/confirm-email#${token}`,
  keepEmail: (token: string) => `/keep-email#${token}`,
} as const;

/** In the sandbox without a mail server: mails about accounts, which belong to no business. */
export const sandboxMailPath = '/sandbox-mail';

/** A page of the guide, by the name of its file in docs/guide; null for the list of all. It is there for everybody. */
export const guidePath = (page: string | null) => (page === null ? '/guide' : `/guide/${page}`);

/** A picture on it. */
export const guidePicturePath = (file: string) => `/guide/images/${file}`;
