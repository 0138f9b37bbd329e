import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { tabId, visitOf } from '#lib/domain/tab-id.ts';

test.each([0, 1, 255, 1_000_000])('a tab finds its visit %i in the id, which is an id like others', (visit) => {
  const tab = randomUUID();
  const id = tabId(tab, visit);
  expect(z.uuid().safeParse(id).success).toBe(true);
  expect(visitOf(id, tabId(tab, 7))).toBe(visit);
});

test("another tab's id, or none, names no visit", () => {
  expect(visitOf(tabId(randomUUID(), 1), randomUUID())).toBeNull();
  expect(visitOf(null, randomUUID())).toBeNull();
  expect(visitOf(randomUUID(), null)).toBeNull();
});
