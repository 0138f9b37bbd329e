import { db } from '#lib/db.ts';
import { resolveAutoPublish } from '#lib/domain/auto-publish/resolve-auto-publish.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { loadAutoPublish } from './auto-publish-setting.ts';

/** Whether the invoices of a supplier or customer are published by themselves, and what says so. */
export type ContactAutoPublish = {
  isOn: boolean;
  /** What is chosen for it; null leaves it to the rest. */
  publishes: boolean | null;
  answer: { publishes: boolean; because: string };
};

/** The answer for an invoice, as far as no rule or payment method has another. */
export async function contactAutoPublish(
  { businessId }: BusinessScope,
  { contactId, workspace }: { contactId: string; workspace: Workspace },
): Promise<ContactAutoPublish> {
  const [{ isOn, settings }, contact] = await Promise.all([
    loadAutoPublish(db, businessId),
    db.contact.findFirst({ where: { id: contactId, businessId }, select: { name: true, autoPublish: true } }),
  ]);
  const publishes = contact?.autoPublish ?? null;
  const answer = resolveAutoPublish(
    { workspace, coding: { type: 'INVOICE' } },
    { settings, rule: null, methods: [], contact: { name: contact?.name ?? '', publishes } },
  );
  return { isOn, publishes, answer: { publishes: answer.publishes, because: answer.because } };
}
