import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { requireAccess } from '#lib/access.ts';
import { contactAutoPublish } from '#lib/auto-publish/contact-auto-publish.ts';
import { listMarks } from '#lib/coding/learn-supplier.ts';
import { contactItems } from '#lib/inbox/contact-items.ts';
import { contactTotals } from '#lib/inbox/contact-totals.ts';
import { ledgerTitle } from '#lib/ledger/ledgers.ts';
import { contactMerges } from '#lib/lists/browse/contact-merges.ts';
import { getContact } from '#lib/lists/browse/get-contact.ts';
import { listSource } from '#lib/lists/browse/list-source.ts';
import { listRules } from '#lib/rules/list-rules.ts';

const contactId = z.uuid();

/** What the page of a supplier and that of a customer show; once for the title and the page. */
export const contactRequest = cache(async (slug: string, id: string) => {
  const { scope } = await requireAccess(slug, 'lists.see');
  const asked = contactId.safeParse(id);
  const contact = asked.success ? await getContact(scope, asked.data) : null;
  if (!contact) notFound();
  const [items, totals, merges, source, supplier, customer, marks, ofCosts, ofSales] = await Promise.all([
    contactItems(scope, contact.id),
    contactTotals(scope, contact.id),
    contactMerges(scope, contact.id),
    listSource(scope),
    listRules(scope, { kind: 'SUPPLIER', id: contact.id }),
    listRules(scope, { kind: 'CUSTOMER', id: contact.id }),
    listMarks(scope, contact.id),
    contactAutoPublish(scope, { contactId: contact.id, workspace: 'COSTS' }),
    contactAutoPublish(scope, { contactId: contact.id, workspace: 'SALES' }),
  ]);
  return {
    slug,
    contact,
    items,
    totals,
    merges,
    rules: { COSTS: supplier, SALES: customer },
    marks,
    autoPublish: { COSTS: ofCosts, SALES: ofSales },
    ledgerTitle: source && !source.isOwn ? ledgerTitle(source.ledger) : null,
  };
});
