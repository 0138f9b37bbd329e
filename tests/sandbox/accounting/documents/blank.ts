import { type ApiCall, todayOf } from '../api/context.ts';
import type { AccountingDocument } from './record.ts';

/** A document with nothing on it, dated today in the organisation's time zone. */
export function blankDocument(call: ApiCall, contactId: string): AccountingDocument {
  return {
    id: crypto.randomUUID(),
    contactId,
    date: todayOf(call),
    lineAmountTypes: 'Exclusive',
    lines: [],
    currencyCode: call.organisation.baseCurrency,
    currencyRate: 1,
    reference: '',
    url: undefined,
    subTotal: 0,
    totalTax: 0,
    total: 0,
    hasAttachments: false,
    createdByAppId: call.app.id || undefined,
    createdAt: call.now,
    updatedAt: call.now,
  };
}
