import type { LedgerTrackingCategory } from '#lib/ledger/ledger.ts';
import { activeKeys, archive, bulkUpsert, type MirrorTable } from './bulk-upsert.ts';
import type { Mirror } from './mirror.ts';

const categories: MirrorTable<{ ledgerId: string; name: string; position: number; isArchived: boolean }> = {
  name: 'TrackingCategory',
  key: 'ledgerId',
  hasId: true,
  columns: { ledgerId: 'text', name: 'text', position: 'integer', isArchived: 'boolean' },
};

const options: MirrorTable<{ ledgerId: string; categoryId: string; name: string; isArchived: boolean }> = {
  name: 'TrackingOption',
  key: 'ledgerId',
  hasId: true,
  columns: { ledgerId: 'text', categoryId: 'uuid', name: 'text', isArchived: 'boolean' },
};

/** Categories with their options, written in the caller's one transaction: no category is ever seen without them. */
export const tracking: Mirror<LedgerTrackingCategory> = {
  async save(db, owner, entries, offset) {
    const ofCategories = await bulkUpsert(
      db,
      categories,
      owner,
      entries.map(({ ledgerId, name, isArchived }, index) => ({
        ledgerId,
        name,
        isArchived,
        position: offset + index,
      })),
    );
    const saved = await db.trackingCategory.findMany({
      where: { connectionId: owner.connectionId, ledgerId: { in: entries.map(({ ledgerId }) => ledgerId) } },
      select: { id: true, ledgerId: true },
    });
    const idOf = new Map(saved.map(({ id, ledgerId }) => [ledgerId, id]));
    const ofOptions = await bulkUpsert(
      db,
      options,
      owner,
      entries.flatMap((category) => {
        const categoryId = idOf.get(category.ledgerId);
        return categoryId ? category.options.map((option) => ({ ...option, categoryId })) : [];
      }),
    );
    return {
      added: ofCategories.added + ofOptions.added,
      changed: ofCategories.changed + ofOptions.changed,
      archived: ofCategories.archived + ofOptions.archived,
    };
  },
  keysOf: (category) => [category.ledgerId, ...category.options.map(({ ledgerId }) => ledgerId)],
  activeKeys: async (db, owner) => [
    ...(await activeKeys(db, categories, owner)),
    ...(await activeKeys(db, options, owner)),
  ],
  archive: async (db, owner, keys) =>
    (await archive(db, categories, owner, keys)) + (await archive(db, options, owner, keys)),
};
