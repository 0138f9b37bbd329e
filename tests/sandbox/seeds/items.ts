import type { Organisation } from '../accounting/organisations/record.ts';
import type { Sandbox } from '../sandbox.ts';

const PRODUCTS = [
  ['CONSULT', 'Consulting, hour', 90],
  ['DELIVERY', 'Delivery', 12.5],
  ['GIFTBOX', 'Gift box', 35],
  ['HIRE-DAY', 'Equipment hire, day', 60],
  ['SUPPORT', 'Support, month', 150],
] as const;

/** Some products and services, sold and bought. Needs an open transaction. */
export function addItems(sandbox: Sandbox, organisation: Organisation): void {
  const books = sandbox.books(organisation.id);
  const accounts = books.accounts.all();
  const sales = accounts.find((account) => account.type === 'REVENUE');
  const costs = accounts.find((account) => account.type === 'DIRECTCOSTS');
  for (const [code, name, price] of PRODUCTS) {
    books.items.put({
      id: crypto.randomUUID(),
      code,
      name,
      description: name,
      purchaseDescription: name,
      sale: { unitPrice: price, accountCode: sales?.code, taxType: sales?.taxType, cogsAccountCode: undefined },
      purchase: {
        unitPrice: Math.round(price * 60) / 100,
        accountCode: costs?.code,
        taxType: costs?.taxType,
        cogsAccountCode: undefined,
      },
      inventoryAssetAccountCode: undefined,
      updatedAt: sandbox.clock.now(),
    });
  }
}
