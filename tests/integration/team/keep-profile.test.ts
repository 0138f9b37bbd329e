import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import type { BusinessProfile } from '#lib/domain/business-profile.ts';
import { env } from '#lib/env.ts';
import type { PersonScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { MAX_LOGO_BYTES, readLogo, removeLogo, setLogo } from '#lib/team/business-logo.ts';
import { changeProfile, loadProfile, profileInput } from '#lib/team/keep-profile.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aPdf, aPicture } from '#tests/support/files.ts';

const from = { address: '192.0.2.1', device: 'Firefox' };

let scope: PersonScope;
beforeEach(async () => {
  scope = await aBusiness();
});

const change = (changes: Partial<BusinessProfile>, was: Partial<BusinessProfile>) =>
  changeProfile(scope, profileInput.parse({ changes, was }), from);

describe('the business profile', () => {
  test('is changed field by field, kept, and told in the audit by the fields’ names', async () => {
    const said: Partial<BusinessProfile> = {
      legalName: 'Harbour & Vine Ltd',
      tradingNames: ['The Vine'],
      registeredAddress: '1 Quay\nHarbour',
      taxNumbers: [{ kind: 'VAT', number: 'GB 12' }],
      taxCycle: 'QUARTERLY',
      taxCycleMonth: 2,
    };
    const was = { legalName: null, tradingNames: [], registeredAddress: null, taxNumbers: [], taxCycle: null };
    expect(await change(said, { ...was, taxCycleMonth: null })).toMatchObject({ ok: true });
    expect((await loadProfile(scope)).profile).toMatchObject(said);
    const [entry] = await db.auditEntry.findMany({ where: { businessId: scope.businessId } });
    expect(entry).toMatchObject({ action: 'businessChanged', actorName: 'Ada Admin', address: '192.0.2.1' });
    expect(JSON.stringify(entry?.detail)).toMatch(/Legal name, Trading names, Registered address, Tax numbers/);
    expect(JSON.stringify(entry?.detail)).not.toContain('Quay');
  });

  test('of which two change different fields holds both, and its address stays', async () => {
    const { slug, name } = await db.business.findUniqueOrThrow({ where: { id: scope.businessId } });
    await Promise.all([change({ name: 'New Name' }, { name }), change({ legalName: 'New Ltd' }, { legalName: null })]);
    const business = await db.business.findUniqueOrThrow({ where: { id: scope.businessId } });
    expect(business).toMatchObject({ slug, name: 'New Name', legalName: 'New Ltd' });
  });

  test('refuses the later of two values of one field, says what is stored, and takes it once that was seen', async () => {
    await change({ legalName: 'Theirs' }, { legalName: null });
    const refused = await change({ legalName: 'Mine' }, { legalName: null });
    expect(refused).toMatchObject({
      error: {
        code: 'conflict',
        fields: { legalName: expect.any(String) },
        detail: { profile: { legalName: 'Theirs' } },
      },
    });
    expect(await change({ legalName: 'Mine' }, { legalName: 'Theirs' })).toMatchObject({ ok: true });
  });

  test('forgets the month of the quarters with another cycle', async () => {
    await change({ taxCycle: 'QUARTERLY', taxCycleMonth: 3 }, { taxCycle: null, taxCycleMonth: null });
    await change({ taxCycle: 'MONTHLY' }, { taxCycle: 'QUARTERLY' });
    expect((await loadProfile(scope)).profile).toMatchObject({ taxCycle: 'MONTHLY', taxCycleMonth: null });
  });

  test('takes another base currency while nothing is connected, and has all items looked at anew', async () => {
    await db.business.update({ where: { id: scope.businessId }, data: { reviewDueAt: null } });
    expect(await change({ baseCurrency: 'EUR' }, { baseCurrency: 'GBP' })).toMatchObject({ ok: true });
    const business = await db.business.findUniqueOrThrow({ where: { id: scope.businessId } });
    expect(business).toMatchObject({ baseCurrency: 'EUR', reviewDueAt: expect.any(Date) });
  });

  test('does not claim another currency than the books that are connected', async () => {
    await someBooks(scope);
    expect(
      await change({ baseCurrency: 'EUR', legalName: 'Ltd' }, { baseCurrency: 'GBP', legalName: null }),
    ).toMatchObject({
      error: { code: 'currencyFixed', fields: { baseCurrency: expect.stringContaining('Books Ltd') } },
    });
    const { profile, organisation } = await loadProfile(scope);
    expect(profile).toMatchObject({ baseCurrency: 'GBP', legalName: null });
    expect(organisation).toEqual({ name: 'Books Ltd', baseCurrency: 'GBP' });
  });
});

describe('the logo', () => {
  const set = async (bytes: Buffer) => {
    const answer = await setLogo(scope, bytes, from);
    return answer.ok ? answer.value.logoId : answer.error.code;
  };

  test.each(['png', 'jpeg', 'webp'] as const)(
    'is drawn anew from a %s, small, and without what else was in the file',
    async (kind) => {
      const picture = await sharp(await aPicture(kind, { width: 900, height: 600 }))
        .withExif({ IFD0: { Copyright: 'secret-of-the-camera' } })
        .toFormat(kind)
        .toBuffer();
      const logo = await readLogo(scope, await set(picture));
      expect(logo?.mimeType).toBe('image/webp');
      const { width, height } = await sharp(logo?.bytes).metadata();
      expect({ width, height }).toEqual({ width: 256, height: 170 });
      expect(logo?.bytes.includes('secret-of-the-camera')).toBe(false);
    },
  );

  test('that is no picture, broken or too large is refused, and the one before stays', async () => {
    const first = await set(await aPicture('png'));
    expect(await set(aPdf('one'))).toBe('foreign');
    expect(await set(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('foreign');
    expect(await set((await aPicture('png')).subarray(0, 60))).toBe('broken');
    expect(await set(Buffer.alloc(MAX_LOGO_BYTES + 1))).toBe('tooLarge');
    expect(await readLogo(scope, first)).not.toBeNull();
  });

  test('that could not be kept leaves no file behind', async () => {
    const gone = { ...scope, businessId: randomUUID() };
    await expect(setLogo(gone, await aPicture('png'), from)).rejects.toThrow();
    expect(await readdir(join(env().STORAGE_DIR, gone.businessId, 'logo'))).toEqual([]);
  });

  test('is gone from the storage once another took its place or it was removed, and is no other business’s', async () => {
    const [first, second] = [await set(await aPicture('png')), await set(await aPicture('jpeg'))];
    expect(await readLogo(scope, first)).toBeNull();
    await expect(storage().get(`${scope.businessId}/logo/${first}`)).rejects.toThrow();
    expect(await readLogo(await aBusiness(), second)).toBeNull();
    await removeLogo(scope, from);
    expect(await readLogo(scope, second)).toBeNull();
    const actions = await db.auditEntry.findMany({ where: { businessId: scope.businessId }, orderBy: { at: 'asc' } });
    expect(actions.map(({ action }) => action)).toEqual(['logoChanged', 'logoChanged', 'logoRemoved']);
  });
});
