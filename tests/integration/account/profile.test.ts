import { expect, test } from 'vitest';
import { keepTimeZone, profileInput, saveNotice, saveProfile, saveTheme } from '#lib/account/profile.ts';
import { liveSession } from '#lib/account/sessions.ts';
import { needsReconnecting } from '#lib/connections/lose-grant.ts';
import { db } from '#lib/db.ts';
import { noPreferences } from '#lib/domain/personal-preferences.ts';
import { listActivity } from '#lib/events/list-activity.ts';
import { aPerson, aSession, from } from '#tests/support/account.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

async function preferencesOf(userId: string) {
  return (await liveSession(await aSession(userId)))?.preferences;
}

test('the time zone is that of a person’s first browser until they choose another', async () => {
  const { id } = await aPerson();
  expect(await preferencesOf(id)).toEqual(noPreferences);
  await keepTimeZone(id, 'Pacific/Auckland');
  await keepTimeZone(id, 'Europe/London');
  expect((await preferencesOf(id))?.timeZone).toBe('Pacific/Auckland');
  const chosen = { timeZone: 'Europe/Vienna', dates: 'yearFirst', numbers: 'pointComma' } as const;
  await saveProfile(id, { name: 'Ada Wood', ...chosen }, from);
  expect(await preferencesOf(id)).toMatchObject(chosen);
  expect((await db.user.findUniqueOrThrow({ where: { id } })).name).toBe('Ada Wood');
});

test('a new name stands in the person’s activity beside the old one, and the same name does not', async () => {
  const { id, name } = await aPerson();
  const chosen = { timeZone: 'Europe/Vienna', dates: 'named', numbers: null } as const;
  for (const next of [name, 'Ada Wood', 'Ada Wood']) await saveProfile(id, { name: next, ...chosen }, from);
  const { rows } = await listActivity({ accountOf: id });
  expect(rows.map(({ text, address }) => [text, address])).toEqual([
    [`Changed the name from ${name} to Ada Wood`, from.address],
  ]);
});

test.each(['Nowhere/Land', 'Europe/London; DROP', '', '+02:00'])('%j is no time zone to choose', (timeZone) => {
  expect(profileInput.safeParse({ name: 'Ada', dates: 'named', numbers: null, timeZone }).success).toBe(false);
});

test('changes at the same moment do not undo each other', async () => {
  const { id } = await aPerson();
  const notice = { kind: 'connectionLost', where: 'notices', isWanted: false } as const;
  await Promise.all([saveTheme(id, { theme: 'dark' }), keepTimeZone(id, 'Asia/Tokyo'), saveNotice(id, notice)]);
  expect(await preferencesOf(id)).toEqual({
    timeZone: 'Asia/Tokyo',
    theme: 'dark',
    dates: 'named',
    numbers: null,
    notices: { ...noPreferences.notices, connectionLost: false },
    shown: noPreferences.shown,
    noticesSeenAt: null,
  });
});

test('what another version stored is as if nobody had chosen it', async () => {
  const { id } = await aPerson();
  const preferences = {
    timeZone: 'Atlantis/City',
    theme: 'sepia',
    dates: 'roman',
    numbers: 'roman',
    notices: { connectionLost: false, later: 1 },
  };
  await db.user.update({ where: { id }, data: { preferences } });
  expect(await preferencesOf(id)).toEqual({
    ...noPreferences,
    notices: { ...noPreferences.notices, connectionLost: false },
  });
});

test('an admin who does not want to hear of a lost connection gets no mail of it', async () => {
  const scope = await aBusiness();
  const { businessId } = scope;
  const { connectionId } = await someBooks(scope);
  const [wants, doesNot] = [await aPerson(), await aPerson()];
  for (const { id: userId } of [wants, doesNot]) {
    await db.membership.create({ data: { businessId, userId, role: 'ADMIN' } });
  }
  await saveNotice(doesNot.id, { kind: 'connectionLost', where: 'notices', isWanted: false });
  await db.$transaction((transaction) => needsReconnecting(transaction, connectionId, 'authorisationLost'));
  const told = await db.mail.findMany({ where: { businessId }, select: { toAddress: true } });
  expect(told).toContainEqual({ toAddress: wants.email });
  expect(told).not.toContainEqual({ toAddress: doesNot.email });
});
