'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { confirmProblem } from '#lib/coding/confirm-problem.ts';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { codingChangesSchema } from '#lib/domain/coding/coding-schema.ts';
import { extraColumns } from '#lib/domain/list-layout.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { problemCodes } from '#lib/domain/readiness/problem.ts';
import { failure, ok } from '#lib/domain/result.ts';
import { textSchema } from '#lib/domain/text.ts';
import { deleteItems, MAX_DELETED, restoreItems } from '#lib/inbox/delete-items.ts';
import { getItemFacts } from '#lib/inbox/get-item.ts';
import { narrowingShape } from '#lib/inbox/inbox-query.ts';
import { loadRows } from '#lib/inbox/list-inbox.ts';
import { suggestedMethod } from '#lib/inbox/suggested-method.ts';
import { readAgain } from '#lib/intake/request-reading.ts';
import { createContact } from '#lib/lists/create-contact.ts';
import { searchCategories } from '#lib/lists/search-categories.ts';
import { searchContacts, searchCustomers } from '#lib/lists/search-contacts.ts';
import { searchProducts } from '#lib/lists/search-products.ts';
import { applyDueRules } from '#lib/rules/apply-rules.ts';
import { createOwner, ownerInput } from '#lib/team/owners/keep-owner.ts';
import { countsOfSearch } from '../inbox-counts.ts';

const workspace = z.enum(workspaces);

const itemEdit = z.object({
  itemId: z.uuid(),
  revision: z.int32().positive(),
  changes: codingChangesSchema,
  was: codingChangesSchema.optional(),
  undoes: z.int32().positive().optional(),
});

/** From an item's page, which is told what the edit made of the item; nothing else of it is drawn anew. */
export const edit = action({ name: 'edit', permission: 'items.edit', input: itemEdit }, async ({ scope, input }) => {
  const edited = await editItem(scope, input);
  if (edited.ok) {
    const { context, ...told } = edited.value;
    // What follows by rule is part of what the page is told; checked anew, where it did.
    await applyDueRules(scope.businessId, { itemIds: [input.itemId], origin: scope.origin });
    const facts = await getItemFacts(scope, input.itemId, { revision: told.revision, context });
    if (facts) return ok({ ...told, facts });
  }
  // Somebody else changed or deleted it: the page shows what they did.
  refresh();
  return edited.ok ? failure('missing', 'This item was deleted meanwhile.') : edited;
});

/** From a row of the inbox as searched, which is told what the edit made of the row and of the counts. */
export const editRow = action(
  {
    name: 'editRow',
    permission: 'items.edit',
    input: itemEdit.extend({
      workspace,
      ...narrowingShape,
      extra: z.array(z.enum(extraColumns)).max(extraColumns.length).default([]),
    }),
  },
  async ({ scope, input: { workspace, search, where, extra, ...input } }) => {
    const edited = await editItem(scope, input);
    if (!edited.ok) {
      refresh();
      return edited;
    }
    const { context, ...told } = edited.value;
    await applyDueRules(scope.businessId, { itemIds: [input.itemId], origin: scope.origin });
    const [[row], counts] = await Promise.all([
      loadRows(scope, [input.itemId], { search, extra, checked: { revision: told.revision, context } }),
      countsOfSearch(scope, workspace, { search, where }),
    ]);
    return ok({ ...told, row: row ?? null, counts });
  },
);

export const findContacts = action(
  {
    name: 'findContacts',
    permission: 'items.edit',
    input: z.object({ workspace, query: textSchema(z, { longest: 300 }) }),
  },
  async ({ scope, input }) => ok(await searchContacts(scope, input.workspace, input.query)),
);

/** Of more categories than are sent with a page. */
export const findCategories = action(
  {
    name: 'findCategories',
    permission: 'items.edit',
    input: z.object({
      workspace,
      query: textSchema(z, { longest: 300 }),
      contactId: z.uuid().nullable(),
    }),
  },
  async ({ scope, input }) => ok(await searchCategories(scope, input)),
);

/** For a line item: what was bought, and whom it is charged on to. */
export const findProducts = action(
  {
    name: 'findProducts',
    permission: 'items.edit',
    input: z.object({ workspace, query: textSchema(z, { longest: 300 }) }),
  },
  async ({ scope, input }) => ok(await searchProducts(scope, input.workspace, input.query)),
);

export const findCustomers = action(
  { name: 'findCustomers', permission: 'items.edit', input: z.object({ query: textSchema(z, { longest: 300 }) }) },
  async ({ scope, input }) => ok(await searchCustomers(scope, input.query)),
);

/** What the item was most likely paid with, for whoever says that it is paid. */
export const suggestMethod = action(
  { name: 'suggestMethod', permission: 'items.edit', input: z.object({ itemId: z.uuid() }) },
  async ({ scope, input }) => ok(await suggestedMethod(scope, input.itemId)),
);

export const addContact = action(
  {
    name: 'addContact',
    permission: 'items.edit',
    input: z.object({ workspace, name: textSchema(z, { longest: 1_000 }), isDifferent: z.boolean().optional() }),
  },
  ({ scope, input: { workspace, ...input } }) => createContact(scope, workspace, input),
);

/** By name alone: who that is, *Business settings > Owners* can say. */
export const addOwner = action(
  { name: 'addOwner', permission: 'items.edit', input: ownerInput.pick({ name: true }) },
  async ({ scope, input }) => createOwner(scope, { ...input, email: null }, await requestOrigin()),
);

export const confirm = action(
  {
    name: 'confirm',
    permission: 'items.edit',
    input: z.object({ itemId: z.uuid(), code: z.enum(problemCodes), question: z.string().max(5_000) }),
  },
  async ({ scope, input }) => {
    const confirmed = await confirmProblem(scope, input);
    refresh();
    return confirmed;
  },
);

const someItems = z.object({ itemIds: z.array(z.uuid()).min(1).max(MAX_DELETED) });

/** A submitter may take back what they added. */
export const deleteFromInbox = action(
  { name: 'deleteFromInbox', permission: 'documents.add', input: someItems },
  async ({ scope, input }) => {
    const deleted = await deleteItems(scope, input.itemIds);
    refresh();
    return deleted;
  },
);

export const restoreToInbox = action(
  { name: 'restoreToInbox', permission: 'documents.add', input: someItems },
  async ({ scope, input }) => {
    const restored = await restoreItems(scope, input.itemIds);
    refresh();
    return restored;
  },
);

export const readDocumentAgain = action(
  { name: 'readDocumentAgain', permission: 'items.edit', input: z.object({ itemId: z.uuid() }) },
  async ({ scope, input }) => {
    const asked = await readAgain(scope, input.itemId);
    refresh();
    return asked;
  },
);

export const history = action(
  { name: 'history', permission: 'items.see', input: z.object({ itemId: z.uuid() }) },
  async ({ scope, input }) => ok(await itemHistory(scope, input.itemId)),
);
