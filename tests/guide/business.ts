import { createHash } from 'node:crypto';
import { expect } from '@playwright/test';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import type { Coding, CodingLine } from '#lib/domain/coding/coding.ts';
import { emptyLine } from '#lib/domain/coding/line-items.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { addDocument } from '#lib/intake/add-document.ts';
import { createContact } from '#lib/lists/create-contact.ts';
import type { PersonScope } from '#lib/scope.ts';
import { connect } from '#tests/support/connect.ts';
import { aBill, type Bill } from './a-bill.ts';

/** Connects the business to an organisation of the sandbox, and waits until its lists are read. */
export async function connected(scope: PersonScope, organisation: string): Promise<string> {
  const connectionId = await connect(scope, { organisations: [organisation] });
  const finished = async () => db.syncRun.count({ where: { connectionId, status: 'COMPLETE' } });
  await expect.poll(finished, { timeout: 60_000 }).toBeGreaterThan(0);
  return connectionId;
}

type Wanted = {
  bill: Bill;
  workspace?: Workspace;
  /** By their names in the books. */
  contact?: string;
  category?: string;
  rate?: string;
  coding?: Partial<Coding>;
  lines?: readonly Partial<CodingLine>[];
};

/** An item as somebody who adds the bill and codes it makes it. */
export async function anItemOf(scope: PersonScope, wanted: Wanted): Promise<{ id: string; number: number }> {
  const { bill, workspace = 'COSTS', contact, category, rate, coding, lines } = wanted;
  const bytes = aBill(bill);
  const upload = { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  const added = await addDocument(scope, { workspace, fileName: `${bill.from} ${bill.number}.pdf`, upload });
  if (!added.ok) throw new Error(added.error.message);
  const { itemId, number } = added.value;
  const { businessId } = scope;
  const found = contact && (await createContact(scope, workspace, { name: contact }));
  if (found && !found.ok) throw new Error(found.error.message);
  const accountId = category && (await accountOf(businessId, category));
  const taxRateId = rate && (await rateOf(businessId, rate));
  const { revision } = await db.item.findUniqueOrThrow({ where: { id: itemId } });
  const edited = await editItem(scope, {
    itemId,
    revision,
    changes: {
      ...(found && { contactId: found.value.id }),
      ...(accountId && { accountId }),
      ...(taxRateId && { taxRateId }),
      ...coding,
      ...(lines && { lines: lines.map((line) => ({ ...emptyLine(crypto.randomUUID()), ...line })) }),
    },
  });
  if (!edited.ok) throw new Error(edited.error.message);
  return { id: itemId, number };
}

export const accountOf = async (businessId: string, name: string) =>
  (await db.account.findFirstOrThrow({ where: { businessId, name } })).id;

export const rateOf = async (businessId: string, name: string) =>
  (await db.taxRate.findFirstOrThrow({ where: { businessId, name } })).id;

export const optionOf = async (businessId: string, name: string) =>
  (await db.trackingOption.findFirstOrThrow({ where: { businessId, name } })).id;
