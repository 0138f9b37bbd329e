import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { normaliseContactName } from '#lib/domain/contact-name.ts';
import { inProject } from '#scripts/lib/paths.mjs';
import { aBusiness } from '#tests/support/connect.ts';

test('what was stored before text had one form has it after the upgrade, and names of signs can be told apart', async () => {
  const { businessId } = await aBusiness();
  const decomposed = 'Grüne Äpfel'.normalize('NFD');
  const document = await db.document.create({
    data: { businessId, sha256: '-', fileName: decomposed, mimeType: '-', byteSize: 1, storageKey: '-' },
  });
  const item = await db.item.create({
    data: {
      businessId,
      number: 1,
      reference: decomposed,
      description: decomposed,
      lines: { create: { businessId, position: 0, description: decomposed } },
    },
    include: { lines: true },
  });
  const [plain, signs] = await Promise.all(
    [
      { name: decomposed, normalisedName: 'grune apfel' },
      { name: ' +++  🍋', normalisedName: '' },
    ].map((names) => db.contact.create({ data: { businessId, ...names } })),
  );
  await db.$executeRawUnsafe(
    `DO $$ BEGIN ${readFileSync(inProject('prisma/migrations/0070_text_normal_form/migration.sql'), 'utf8')} END $$`,
  );
  const name = 'Grüne Äpfel';
  expect(await db.document.findUnique({ where: { id: document.id } })).toMatchObject({ fileName: name });
  expect(await db.item.findUnique({ where: { id: item.id }, include: { lines: true } })).toMatchObject({
    reference: name,
    description: name,
    lines: [{ description: name }],
  });
  expect(await db.contact.findUnique({ where: { id: plain?.id ?? '' } })).toMatchObject({ name });
  expect(await db.contact.findUnique({ where: { id: signs?.id ?? '' } })).toMatchObject({
    normalisedName: normaliseContactName(' +++  🍋'),
  });
});
