import { controlRoutes } from '../control/routes.ts';
import { authorize, connectionLimit, decide } from '../identity/consent.ts';
import { discovery, jwks, userinfo } from '../identity/discovery.ts';
import { get, type HandlerRoute, post } from '../server/handler.ts';
import { appPages } from './app-pages.ts';
import { favicon, stylesheet } from './assets.ts';
import { clockPages } from './clock-pages.ts';
import { bankPages } from './documents/bank-pages.ts';
import { creditNotePages } from './documents/credit-note-pages.ts';
import { filePages } from './documents/file-pages.ts';
import { invoicePages } from './documents/invoice-pages.ts';
import { onlineInvoicePages } from './documents/online-invoice-page.ts';
import { paymentPages } from './documents/payment-pages.ts';
import { faultPages } from './fault-pages.ts';
import { accountPages } from './lists/account-pages.ts';
import { contactPages } from './lists/contact-pages.ts';
import { taxRatePages } from './lists/tax-rate-pages.ts';
import { trackingPages } from './lists/tracking-pages.ts';
import { logPages } from './log-pages.ts';
import { memberPages } from './member-pages.ts';
import { organisationPages } from './organisation-pages.ts';
import { showSignIn, signIn, signOut } from './session.ts';
import { webhookPages } from './webhook-pages.ts';

/** Everything for people and browsers: what the sandbox shows, and the pages of its identity service. */
export const siteRoutes: HandlerRoute[] = [
  ...controlRoutes,
  get('/.well-known/openid-configuration', discovery),
  get('/.well-known/openid-configuration/jwks', jwks),
  get('/connect/userinfo', userinfo),
  get('/identity/connect/authorize', authorize),
  post('/identity/connect/consent', decide),
  get('/connectionLimit', connectionLimit),
  get('/identity/user/login', showSignIn),
  post('/identity/user/login', signIn),
  post('/identity/user/logout', signOut),
  ...organisationPages,
  ...memberPages,
  ...invoicePages,
  ...creditNotePages,
  ...bankPages,
  ...paymentPages,
  ...filePages,
  ...onlineInvoicePages,
  ...contactPages,
  ...accountPages,
  ...taxRatePages,
  ...trackingPages,
  ...clockPages,
  ...faultPages,
  ...webhookPages,
  ...logPages,
  ...appPages,
  get('/assets/sandbox.css', stylesheet),
  get('/assets/sandbox.svg', favicon),
];
