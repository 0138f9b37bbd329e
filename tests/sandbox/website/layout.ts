import type { Organisation } from '../accounting/organisations/record.ts';
import type { User } from '../identity/records.ts';
import { html, type Markup } from './html.ts';

/** A page around one small card: sign-in, consent, errors. */
export function bare(title: string, content: Markup): Markup {
  return html`${head(title)}
    <body class="bare">
      <main class="card">
        <p class="brand"><span aria-hidden="true">▞</span> Ledger sandbox</p>
        ${content}
      </main>
      <footer>A stand-in for Xero on this computer. Nothing here leaves it, and nothing here is Xero.</footer>
    </body></html>`;
}

const MACHINE = [
  ['/', 'Organisations'],
  ['/sandbox/clock', 'Clock'],
  ['/sandbox/faults', 'Faults'],
  ['/sandbox/log', 'API log'],
  ['/sandbox/apps', 'Apps'],
  ['/sandbox/webhooks', 'Webhooks'],
] as const;

const SECTIONS = [
  ['', 'Dashboard'],
  ['/bills', 'Bills to pay'],
  ['/invoices', 'Invoices'],
  ['/credit-notes', 'Credit notes'],
  ['/bank', 'Bank accounts'],
  ['/payments', 'Payments'],
  ['/contacts', 'Contacts'],
  ['/accounts', 'Chart of accounts'],
  ['/tax-rates', 'Tax rates'],
  ['/tracking', 'Tracking'],
  ['/lock-dates', 'Lock dates'],
  ['/users', 'Users'],
  ['/plan', 'Plan'],
  ['/apps', 'Connected apps'],
] as const;

export interface Frame {
  user: User;
  organisation?: Organisation;
  /** The address of the section that is open, of the organisation or of the sandbox. */
  section?: string;
  /** What was just done, or why it was not. */
  notice?: string | undefined;
  problem?: string | undefined;
}

/** A page of the website for someone signed in. */
export function site(title: string, frame: Frame, content: Markup): Markup {
  const { organisation, user } = frame;
  return html`${head(organisation ? `${title} · ${organisation.name}` : title)}
    <body>
      <a class="skip" href="#content">Skip to content</a>
      <header>
        <a class="brand" href="/"><span aria-hidden="true">▞</span> Ledger sandbox</a>
        <nav aria-label="Sandbox">${MACHINE.map(
          ([path, label]) =>
            html`<a href="${path}"${!organisation && path === frame.section && html` aria-current="page"`}>${label}</a>`,
        )}</nav>
        <form method="post" action="/identity/user/logout" class="who">
          <span>${user.givenName} ${user.familyName}</span> <button class="link">Log out</button>
        </form>
      </header>
      ${
        organisation &&
        html`<div class="sections" role="region" aria-label="Organisation"><p class="organisation">${organisation.name}</p>
          <nav aria-label="${organisation.name}">${SECTIONS.map(
            ([path, label]) =>
              html`<a href="${organisationPath(organisation)}${path}"${path === frame.section && html` aria-current="page"`}>${label}</a>`,
          )}</nav></div>`
      }
      <main id="content">
        <h1>${title}</h1>
        ${frame.notice && html`<p class="notice" role="status">${frame.notice}</p>`}
        ${frame.problem && html`<p class="problem" role="alert">${frame.problem}</p>`}
        ${content}
      </main>
    </body></html>`;
}

/** A table that may be wider than the screen: it scrolls by itself, also by keyboard. */
export function scrolling(label: string, table: Markup): Markup {
  return html`<div class="table" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}

export function organisationPath(organisation: Organisation): string {
  return `/organisations/${organisation.id}`;
}

function head(title: string): Markup {
  return html`<html lang="en-GB"><head>
    <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · Ledger sandbox</title>
    <link rel="stylesheet" href="/assets/sandbox.css"><link rel="icon" href="/assets/sandbox.svg" type="image/svg+xml">
    </head>`;
}
