import { expect, test } from 'vitest';
import { signIn } from '#lib/account/sign-in.ts';
import { db } from '#lib/db.ts';
import { demoPassword, demoPeople } from '#lib/team/demo.ts';
import { seedDemo } from '#lib/team/seed-demo.ts';

test('every demo person can sign in, and a second start changes nothing', async () => {
  await seedDemo();
  await db.membership.deleteMany({ where: { user: { email: 'submitter@intray.example' } } });
  await db.business.update({ where: { slug: 'harbour-and-vine' }, data: { name: 'Renamed by its admin' } });
  await seedDemo();
  for (const { email } of demoPeople) {
    expect(await signIn({ email, password: demoPassword, address: 'here' })).toMatchObject({ ok: true });
  }
  expect(await db.business.count()).toBe(2);
  expect(await db.business.findUnique({ where: { slug: 'harbour-and-vine' } })).toMatchObject({
    name: 'Renamed by its admin',
  });
  expect(await db.membership.count({ where: { user: { email: 'submitter@intray.example' } } })).toBe(0);
});
