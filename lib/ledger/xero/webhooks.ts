import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { env } from '#lib/env.ts';
import type { LedgerEvent, LedgerWebhooks } from '../ledger-webhooks.ts';

/** Categories of xero-webhooks.yaml. Payments and bank transactions have none; a payment changes its invoice. */
const categories: Record<string, { about: LedgerEvent['about']; name: string }> = {
  CONTACT: { about: 'contact', name: 'Contacts' },
  INVOICE: { about: 'document', name: 'Invoices' },
  CREDITNOTE: { about: 'document', name: 'Credit notes' },
  PREPAYMENT: { about: 'document', name: 'Prepayments' },
  OVERPAYMENT: { about: 'document', name: 'Overpayments' },
};

/** More events than Xero puts into a delivery by far; each is looked up. */
const MAX_EVENTS = 5_000;

const payloadSchema = z.object({
  events: z
    .array(
      z.object({
        tenantId: z.string(),
        resourceId: z.string(),
        eventCategory: z.string(),
        // In UTC, without saying so.
        eventDateUtc: z.string().optional(),
      }),
    )
    .max(MAX_EVENTS),
});

export const xeroWebhooks: LedgerWebhooks = {
  keySetting: 'XERO_WEBHOOK_KEY',
  hasKey: () => env().XERO_WEBHOOK_KEY !== undefined,
  eventNames: ['Contacts', 'Invoices', 'Credit notes'],
  setUpUrl: 'https://developer.xero.com/app/manage',
  maxBytes: 1_000_000,
  signatureHeader: 'x-xero-signature',

  isGenuine(signature, body) {
    const key = env().XERO_WEBHOOK_KEY;
    if (key === undefined || signature === null) return false;
    const expected = createHmac('sha256', key).update(body).digest();
    const given = Buffer.from(signature, 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  },

  read(body) {
    const payload = payloadSchema.safeParse(parsed(body));
    if (!payload.success) return null;
    return payload.data.events.map(({ tenantId, resourceId, eventCategory, eventDateUtc }) => {
      const at = new Date(`${eventDateUtc?.replace(/Z$/, '')}Z`);
      return {
        organisationId: tenantId,
        ledgerId: resourceId,
        at: Number.isNaN(at.getTime()) ? null : at,
        ...(categories[eventCategory] ?? { about: 'other', name: eventCategory }),
      };
    });
  },
};

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
