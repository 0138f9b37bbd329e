import { type Answer, empty } from '../../server/answer.ts';
import type { Table } from '../../storage/table.ts';
import type { ApiCall } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import { lengthProblem } from '../api/lengths.ts';
import { unitPlaces } from '../api/listing.ts';
import type { Fields } from '../api/reading.ts';
import { type Written, writeElements } from '../api/write-elements.ts';
import type { Books } from '../books.ts';
import { round } from '../documents/amounts.ts';
import type { AccountingDocument } from '../documents/record.ts';
import { recordHistory } from '../history/record-history.ts';
import { itemJson } from './json.ts';
import type { Item, ItemPrice } from './record.ts';

const LONGEST_CODE = 30;
const LONGEST_NAME = 50;

/** PUT /Items: each is new, and its code must be. */
export function createItems(call: ApiCall): Answer {
  return write(call, (fields) => create(call, fields));
}

/** POST /Items: changes the one with the same id or code, creates where there is none. */
export function saveItems(call: ApiCall): Answer {
  return write(call, (fields) => {
    const { items } = call.books;
    const id = fields.guid('ItemID');
    const existing = id ? items.get(id) : items.find('code', fields.text('Code')?.toUpperCase())[0];
    if (id && !existing) {
      throw new ElementRefused(['The document with the supplied id was not found for this endpoint.']);
    }
    return existing ? change(call, fields, existing) : create(call, fields);
  });
}

/** POST /Items/:id */
export function saveItem(call: ApiCall, existing: Item): Answer {
  return write(call, (fields) => change(call, fields, existing));
}

/** DELETE /Items/:id. Documents keep what they took from it. */
export function deleteItem(call: ApiCall, item: Item): Answer {
  call.books.items.delete(item.id);
  return empty(204);
}

function write(call: ApiCall, work: (fields: Fields) => Written): Answer {
  return writeElements(call, 'Items', work, (fields) => fields.raw);
}

function create(call: ApiCall, fields: Fields): Written {
  const blank: Item = {
    id: crypto.randomUUID(),
    code: '',
    name: '',
    description: '',
    purchaseDescription: '',
    purchase: undefined,
    sale: undefined,
    inventoryAssetAccountCode: undefined,
    updatedAt: call.now,
  };
  return save(call, fields, blank, 'Created');
}

function change(call: ApiCall, fields: Fields, existing: Item): Written {
  return save(call, fields, existing, 'Edited');
}

function save(call: ApiCall, fields: Fields, base: Item, verb: string): Written {
  const code = fields.text('Code')?.trim() ?? base.code;
  const item: Item = {
    ...base,
    code,
    name: fields.text('Name') ?? (base.name || code),
    description: fields.text('Description') ?? base.description,
    purchaseDescription: fields.text('PurchaseDescription') ?? base.purchaseDescription,
    purchase: readPrice(call, fields, 'PurchaseDetails', 'IsPurchased', base.purchase),
    sale: readPrice(call, fields, 'SalesDetails', 'IsSold', base.sale),
    inventoryAssetAccountCode: fields.text('InventoryAssetAccountCode') || base.inventoryAssetAccountCode,
    updatedAt: call.now,
  };
  const problems = problemsOf(call, item);
  if (problems.length > 0) throw new ElementRefused(problems);
  if (base.code && base.code !== code) renameOnDocuments(call.books, base.code, code);
  recordHistory(call, item.id, verb, `${item.code} ${item.name}.`);
  return { json: itemJson(call.books, call.books.items.put(item), unitPlaces(call)) };
}

/** Documents go on to name an item by its code, so that its stock stays what it is. */
function renameOnDocuments(books: Books, from: string, to: string): void {
  const rename = <T extends AccountingDocument>(documents: Table<T>) => {
    for (const document of documents.all()) {
      if (!document.lines.some(({ itemCode }) => itemCode === from)) continue;
      const lines = document.lines.map((line) => (line.itemCode === from ? { ...line, itemCode: to } : line));
      documents.put({ ...document, lines });
    }
  };
  rename(books.invoices);
  rename(books.creditNotes);
  rename(books.bankTransactions);
  rename(books.purchaseOrders);
  rename(books.quotes);
}

/** The price on one side; `IsSold` or `IsPurchased` as false takes it away. */
function readPrice(
  call: ApiCall,
  fields: Fields,
  name: string,
  flagName: string,
  base: ItemPrice | undefined,
): ItemPrice | undefined {
  if (fields.boolean(flagName) === false) return undefined;
  const sent = fields.object(name);
  if (!sent) return base ?? (fields.boolean(flagName) ? NO_PRICE : undefined);
  const unitPrice = sent.decimal('UnitPrice');
  return {
    unitPrice: unitPrice === undefined ? base?.unitPrice : round(unitPrice, unitPlaces(call)),
    accountCode: sent.text('AccountCode') || base?.accountCode,
    taxType: sent.text('TaxType') || base?.taxType,
    cogsAccountCode: sent.text('COGSAccountCode') || base?.cogsAccountCode,
  };
}

const NO_PRICE: ItemPrice = {
  unitPrice: undefined,
  accountCode: undefined,
  taxType: undefined,
  cogsAccountCode: undefined,
};

function problemsOf({ books }: ApiCall, item: Item): string[] {
  const problems: string[] = [];
  if (!item.code) problems.push('Code is required');
  const tooLong = [lengthProblem('Code', item.code, LONGEST_CODE), lengthProblem('Name', item.name, LONGEST_NAME)];
  problems.push(...tooLong.filter((problem) => problem !== undefined));
  if (books.items.find('code', item.code.toUpperCase()).some((other) => other.id !== item.id)) {
    problems.push(`Price List Item with Code '${item.code}' already exists`);
  }
  for (const price of [item.purchase, item.sale]) {
    for (const code of [price?.accountCode, price?.cogsAccountCode]) {
      if (code && !books.accounts.find('code', code.toUpperCase())[0]) problems.push('Account must be valid.');
    }
    const rate = price?.taxType && books.taxRates.get(price.taxType);
    if (price?.taxType && !rate) problems.push('Tax rate must be valid.');
    if (rate && rate.status !== 'ACTIVE') problems.push('Tax rate must be Active');
  }
  const stockAccount = item.inventoryAssetAccountCode;
  if (stockAccount && books.accounts.find('code', stockAccount.toUpperCase())[0]?.type !== 'INVENTORY') {
    problems.push(`Account code '${stockAccount}' is not an inventory account.`);
  }
  if (stockAccount && !item.purchase?.cogsAccountCode) {
    problems.push('A tracked item needs a COGSAccountCode in its PurchaseDetails.');
  }
  return [...new Set(problems)];
}
