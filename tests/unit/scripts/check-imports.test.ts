import { expect, test } from 'vitest';
import { importProblems } from '#scripts/check-imports.mjs';

test.each([
  ['lib/domain/tax.ts', "import { db } from '#lib/db.ts';"],
  ['lib/domain/tax.ts', "import type { Item } from '#lib/items/item.ts';"],
  ['lib/domain/tax.ts', "import { db } from '../db.ts';"],
  ['lib/domain/tax.ts', "import { randomUUID } from 'node:crypto';"],
  ['components/ui/button.tsx', "import { listItems } from '#lib/items/list-items.ts';"],
  ['components/ui/button.tsx', "import {\n  a,\n  b,\n} from '#lib/items/list-items.ts';"],
  ['lib/items/edit-item.ts', "import { Inbox } from '#app/[business]/inbox.tsx';"],
  ['lib/items/edit-item.ts', "import { XeroClient } from 'xero-node';"],
  ['lib/items/edit-item.ts', "const { Queue } = await import('bullmq');"],
  ['lib/publishing/drain.ts', "import { putInvoices } from '#lib/ledger/xero/invoices.ts';"],
  ['app/[business]/page.tsx', "import { db } from '#lib/db.ts';"],
  ['app/[business]/page.tsx', "export * from '#lib/ledger/xero/client.ts';"],
  ['app/[business]/page.tsx', "import '#workers/main.ts';"],
  ['workers/sweep.ts', "import { Button } from '#components/ui/button.tsx';"],
  ['tests/sandbox/main.ts', "import { money } from '../../lib/domain/money.ts';"],
])('in %s, %j fails the lint', (file, source) => {
  expect(importProblems(file, source)).toHaveLength(1);
});

test.each([
  ['lib/domain/readiness/lines.ts', "import { Money } from '../money.ts';"],
  ['lib/domain/money.ts', "import { Decimal } from 'decimal.js';"],
  ['lib/domain/coding/coding-schema.ts', "import { z } from 'zod';"],
  ['components/inbox/row.tsx', "import type { Row } from '#lib/items/list-items.ts';"],
  ['components/inbox/row.tsx', "import { formatMoney } from '#lib/domain/money.ts';"],
  ['components/ui/button.tsx', "import { Button } from 'react-aria-components';"],
  ['app/[business]/page.tsx', "import { listItems } from '#lib/items/list-items.ts';"],
  ['lib/ledger/open-ledger.ts', "import { openXero } from './xero/open-xero.ts';"],
  ['lib/ledger/xero/client.ts', "import { XeroClient } from 'xero-node';"],
  ['workers/lanes.ts', "import { Worker } from 'bullmq';"],
])('in %s, %j is allowed', (file, source) => {
  expect(importProblems(file, source)).toEqual([]);
});

test('a problem names the file, the line, what it imports and why that is not allowed', () => {
  const source = "import { cache } from 'react';\n\nimport { db } from '#lib/db.ts';\n";
  expect(importProblems('app/page.tsx', source)).toEqual([
    'app/page.tsx:3 imports lib/db.ts: pages and routes reach the database through use cases.',
  ]);
});
