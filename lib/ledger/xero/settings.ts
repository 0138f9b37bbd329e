import { z } from 'zod';

/** What an installation tells of Xero: its app's keys, and the addresses, which a test environment sets to the sandbox's. */
export const xeroSettings = {
  XERO_CLIENT_ID: z.string({ error: "your Xero app's client id" }).min(1),
  XERO_CLIENT_SECRET: z.string({ error: "your Xero app's client secret" }).min(1),
  XERO_AUTHORIZE_URL: z.url().default('https://login.xero.com/identity/connect/authorize'),
  XERO_TOKEN_URL: z.url().default('https://identity.xero.com/connect/token'),
  /** Who Xero's tokens say has issued them. Unless set, the origin of the token address. */
  XERO_ISSUER: z
    .string()
    .optional()
    .transform((issuer) => issuer || undefined),
  XERO_API_URL: z
    .url()
    .default('https://api.xero.com')
    .transform((url) => url.replace(/\/$/, '')),
  XERO_SCOPES: z
    .string()
    .default(
      'openid profile email offline_access accounting.invoices accounting.payments accounting.banktransactions accounting.contacts accounting.settings.read accounting.attachments',
    )
    .transform((text) => text.trim().split(/\s+/)),
  XERO_WEBHOOK_KEY: z
    .string()
    .optional()
    .transform((key) => key || undefined),
};
