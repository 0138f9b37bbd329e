import { afterEach, expect, test } from 'vitest';
import { signIn } from '#lib/account/sign-in.ts';
import { db } from '#lib/db.ts';
import { listActivity } from '#lib/events/list-activity.ts';
import { isSetUp, setUp, setUpInput } from '#lib/team/set-up.ts';
import { from } from '#tests/support/team.ts';

const typed = {
  businessName: 'Fern & Sons',
  country: 'NZ',
  baseCurrency: 'NZD',
  name: 'Ada Fern',
  email: 'Ada@Fern.example',
  password: 'four unrelated words here',
};
const input = setUpInput.parse(typed);

afterEach(async () => {
  await db.business.deleteMany();
  await db.user.deleteMany();
  await db.rateLimit.deleteMany();
});

test('the first person makes the business, can sign in as its admin, and the audit says who it was', async () => {
  expect(await isSetUp()).toBe(false);
  expect(await setUp(input, from)).toEqual({ ok: true, value: { slug: 'fern-and-sons' } });
  expect(await signIn({ email: typed.email, password: typed.password, address: 'here' })).toMatchObject({ ok: true });
  const membership = await db.membership.findFirstOrThrow({ include: { business: true, user: true } });
  expect(membership).toMatchObject({ role: 'ADMIN', business: { name: 'Fern & Sons', baseCurrency: 'NZD' } });
  const { businessId } = membership;
  const { rows } = await listActivity({ businessId });
  expect(rows).toMatchObject([
    {
      by: 'Ada Fern',
      text: 'Set Intray up, with the business Fern & Sons and Ada Fern (ada@fern.example) as its admin',
      address: from.address,
    },
  ]);
});

test('set-up is closed once it was done, even when its business is gone', async () => {
  await setUp(input, from);
  const again = { ...input, email: 'eve@example.com' };
  expect(await setUp(again, from)).toMatchObject({ ok: false, error: { code: 'alreadySetUp' } });
  await db.business.deleteMany();
  expect(await setUp(again, from)).toMatchObject({ ok: false, error: { code: 'alreadySetUp' } });
});

test('a password that is common, or made of what stands beside it, is refused at its field, and nothing is made', async () => {
  for (const password of ['passwordpassword', 'Ada@Fern.example', 'Fern & Sons 2026']) {
    const answer = await setUp({ ...input, password }, from);
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'inputInvalid', fields: { password: expect.any(String) } },
    });
  }
  expect(await isSetUp()).toBe(false);
});

test('a name that PostgreSQL cannot keep is refused as input', () => {
  const parsed = setUpInput.safeParse({ ...typed, name: 'Ada\0', businessName: 'Fern\0', email: 'ada\0@fern.example' });
  expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual(['businessName', 'name', 'email']);
});

test('of many who set up at the same moment exactly one becomes the admin', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => setUp({ ...input, email: `person${index}@example.com` }, from)),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db.user.count()).toBe(1);
  expect(await db.business.count()).toBe(1);
});

test('each field that is wrong says what to do', () => {
  const parsed = setUpInput.safeParse({ ...typed, businessName: ' ', country: '', email: 'ada', password: 'short' });
  const fields = new Map(parsed.error?.issues.map(({ path, message }) => [path[0], message]));
  expect([...fields.keys()].sort()).toEqual(['businessName', 'country', 'email', 'password']);
  for (const message of fields.values()) expect(message).toMatch(/^(Enter|Choose|Use) /);
});
