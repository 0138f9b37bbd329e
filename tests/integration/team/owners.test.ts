import { beforeEach, describe, expect, test } from 'vitest';
import { ownerChoices, ownerOfMember } from '#lib/coding/owners.ts';
import { db } from '#lib/db.ts';
import { listActivity } from '#lib/events/list-activity.ts';
import type { PersonScope } from '#lib/scope.ts';
import { archiveOwner, changeOwner, createOwner, ownerInput, restoreOwner } from '#lib/team/owners/keep-owner.ts';
import { listOwners } from '#lib/team/owners/list-owners.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { from } from '#tests/support/team.ts';

let scope: PersonScope;
beforeEach(async () => {
  scope = await aBusiness();
});

async function anOwner(name: string, email = ''): Promise<string> {
  const made = await createOwner(scope, ownerInput.parse({ name, email }), from);
  return made.ok ? made.value.id : expect.unreachable(made.error.message);
}

const anItem = (number: number, ownerId: string, place: 'INBOX' | 'ARCHIVE' = 'INBOX') =>
  db.item.create({ data: { businessId: scope.businessId, number, ownerId, place } });

test('an owner without an account can be chosen at once, and is listed with what is theirs', async () => {
  const id = await anOwner('  Mo   Driver ', 'Mo@Example.com');
  await anItem(1, id);
  await anItem(2, id, 'ARCHIVE');
  expect(await ownerChoices(scope)).toMatchObject([
    { name: 'Ada Admin', isMe: true },
    { id, name: 'Mo Driver', isMe: false },
  ]);
  expect(await listOwners(scope)).toEqual([
    { id, name: 'Mo Driver', email: 'mo@example.com', isArchived: false, hasLeft: false, openCount: 1, itemCount: 2 },
  ]);
});

test('a submitter, who chooses no owner, is not sent who there is', async () => {
  expect(await ownerChoices({ ...scope, actor: { ...scope.actor, role: 'SUBMITTER' } })).toEqual([]);
});

describe('a name or an e-mail', () => {
  test('that another owner has is refused at its field, also a member’s', async () => {
    await anOwner('Mo Driver', 'mo@example.com');
    const { email } = await db.user.findUniqueOrThrow({ where: { id: scope.actor.userId } });
    const asked = [
      [{ name: 'mo  DRIVER' }, 'name'],
      [{ name: 'Ada Admin' }, 'name'],
      [{ name: 'Joe', email: 'MO@example.com' }, 'email'],
      [{ name: 'Joe', email }, 'email'],
    ] as const;
    for (const [input, field] of asked) {
      const answer = await createOwner(scope, ownerInput.parse(input), from);
      expect(answer).toMatchObject({ error: { code: 'ownerTaken', fields: { [field]: expect.any(String) } } });
    }
    expect(await db.owner.count({ where: { businessId: scope.businessId } })).toBe(2);
  });

  test('can be changed, but not a member’s and not one of another business', async () => {
    const id = await anOwner('Mo Driver');
    const other = await aBusiness();
    const input = ownerInput.parse({ name: 'Mo Wheeler' });
    expect(await changeOwner(scope, { ownerId: id, ...input }, from)).toMatchObject({ ok: true });
    expect(await changeOwner(scope, { ownerId: id, ...input }, from)).toMatchObject({ ok: true });
    const own = (await ownerOfMember(db, scope.businessId, scope.actor.userId)) ?? '';
    expect(await changeOwner(scope, { ownerId: own, ...input }, from)).toMatchObject({ error: { code: 'missing' } });
    expect(await changeOwner(other, { ownerId: id, ...input }, from)).toMatchObject({ error: { code: 'missing' } });
  });

  test('asked for by two at once is made once', async () => {
    const answers = await Promise.all([1, 2].map(() => createOwner(scope, ownerInput.parse({ name: 'Mo' }), from)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('archiving an owner', () => {
  test('hands over what is open if so asked, and keeps the name on the rest', async () => {
    const [mo, joe] = [await anOwner('Mo'), await anOwner('Joe')];
    const [open, done] = [await anItem(1, mo), await anItem(2, mo, 'ARCHIVE')];
    expect(await archiveOwner(scope, { ownerId: mo, handTo: joe }, from)).toEqual({ ok: true, value: 1 });
    expect(await db.item.findUniqueOrThrow({ where: { id: open.id } })).toMatchObject({ ownerId: joe });
    expect(await db.item.findUniqueOrThrow({ where: { id: done.id } })).toMatchObject({ ownerId: mo });
    expect((await ownerChoices(scope)).map(({ name }) => name)).toEqual(['Ada Admin', 'Joe']);
  });

  test('leaves all as it is where nobody is to take over, and can be taken back', async () => {
    const mo = await anOwner('Mo');
    const { id } = await anItem(1, mo);
    expect(await archiveOwner(scope, { ownerId: mo }, from)).toEqual({ ok: true, value: 0 });
    expect(await db.item.findUniqueOrThrow({ where: { id } })).toMatchObject({ ownerId: mo, revision: 1 });
    expect(await restoreOwner(scope, { ownerId: mo }, from)).toMatchObject({ ok: true });
    await archiveOwner(scope, { ownerId: mo }, from);
    await anOwner('Mo');
    expect(await restoreOwner(scope, { ownerId: mo }, from)).toMatchObject({ error: { code: 'ownerTaken' } });
  });

  test('is for those without an account only, and hands nothing to one who is archived', async () => {
    const own = (await ownerOfMember(db, scope.businessId, scope.actor.userId)) ?? '';
    expect(await archiveOwner(scope, { ownerId: own }, from)).toMatchObject({ error: { code: 'missing' } });
    const [mo, joe] = [await anOwner('Mo'), await anOwner('Joe')];
    await anItem(1, mo);
    await archiveOwner(scope, { ownerId: joe }, from);
    expect(await archiveOwner(scope, { ownerId: mo, handTo: joe }, from)).toMatchObject({
      error: { code: 'ownerUnknown' },
    });
    expect((await ownerChoices(scope)).map(({ name }) => name)).toContain('Mo');
  });
});

test('what is done to an owner is told in the audit, and what changes nothing is not', async () => {
  const mo = await anOwner('Mo');
  await anItem(1, mo);
  const renamed = ownerInput.parse({ name: 'Mo Wheeler', email: 'mo@example.com' });
  for (let time = 0; time < 2; time += 1) await changeOwner(scope, { ownerId: mo, ...renamed }, from);
  await changeOwner(scope, { ownerId: mo, ...renamed, email: null }, from);
  for (let time = 0; time < 2; time += 1) await archiveOwner(scope, { ownerId: mo, handTo: null }, from);
  for (let time = 0; time < 2; time += 1) await restoreOwner(scope, { ownerId: mo }, from);
  const { rows } = await listActivity(scope, { after: null, limit: 9 });
  expect(rows.map(({ text }) => text)).toEqual([
    'Restored the owner Mo Wheeler',
    'Archived the owner Mo Wheeler, and handed over what was open of theirs (1)',
    'Changed the owner Mo Wheeler; e-mail: none',
    'Renamed the owner Mo to Mo Wheeler; e-mail: mo@example.com',
    'Made the owner Mo',
  ]);
  expect(rows[0]).toMatchObject({ by: 'Ada Admin', address: from.address });
});
