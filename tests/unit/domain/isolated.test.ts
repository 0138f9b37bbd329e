import { expect, test } from 'vitest';
import { auditSentence } from '#lib/domain/audit.ts';
import { isolated } from '#lib/domain/isolated.ts';

test.each(['شركة النور', 'דוד לוי', 'فاتورة-12.pdf'])('the name %s keeps its direction to itself', (name) => {
  expect(isolated(name)).toBe(`\u2068${name}\u2069`);
  expect(auditSentence('memberRemoved', { name, role: 'Admin' })).toBe(`Removed \u2068${name}\u2069, who was Admin`);
});

test.each(['Ada Wood', 'Łódź Café №5', '山田商店', 'Ωmega'])('the name %s stays as it is written', (name) => {
  expect(isolated(name)).toBe(name);
});
