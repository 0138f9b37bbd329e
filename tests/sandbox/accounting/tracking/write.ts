import type { ApiCall } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import { lengthProblem } from '../api/lengths.ts';
import type { DefaultTracking } from '../contacts/record.ts';
import type { LineTracking } from '../documents/record.ts';
import type { TrackingCategory, TrackingOption } from './record.ts';

const MOST_ACTIVE_CATEGORIES = 2;
const LONGEST_NAME = 100;

/** What is changed of a category or an option. */
export interface TrackingChanges {
  name?: string | undefined;
  status?: TrackingCategory['status'] | undefined;
}

/** Adds a category, or refuses it. An organisation has two that are active. */
export function createCategory(call: ApiCall, name: string, options: readonly string[]): TrackingCategory {
  const { tracking } = call.books;
  const blank: TrackingCategory = {
    id: crypto.randomUUID(),
    name: '',
    status: 'ACTIVE',
    options: [],
    position: tracking.size,
  };
  const category = changeCategory(call, blank, { name });
  return createOptions(call, category, options);
}

/** Renames, archives, restores or deletes a category, or refuses to. */
export function changeCategory(
  { books }: ApiCall,
  category: TrackingCategory,
  { name = category.name, status = category.status }: TrackingChanges,
): TrackingCategory {
  const others = books.tracking.all().filter((other) => other.id !== category.id && other.status === 'ACTIVE');
  const changed = { ...category, name: name.trim(), status };
  if (status === 'DELETED') refuseIfUsed(books, (tracking) => tracking.categoryId === category.id);
  else refuseName(changed.name, others);
  if (status === 'ACTIVE' && others.length >= MOST_ACTIVE_CATEGORIES) {
    throw new ElementRefused(['A maximum of 2 active tracking categories is allowed.']);
  }
  if (changed.name !== category.name) {
    const isMeant = (tracking: DefaultTracking) => isSameName(tracking.TrackingCategoryName, category.name);
    changeOnContacts(books, isMeant, { TrackingCategoryName: changed.name });
  }
  return books.tracking.put(changed);
}

/** Adds options to a category, or refuses all of them. */
export function createOptions(call: ApiCall, category: TrackingCategory, names: readonly string[]): TrackingCategory {
  const options = [...category.options];
  for (const given of names) {
    const name = given.trim();
    refuseName(name, active(options));
    options.push({ id: crypto.randomUUID(), name, status: 'ACTIVE' });
  }
  return call.books.tracking.put({ ...category, options });
}

/** Renames, archives, restores or deletes an option, or refuses to. */
export function changeOption(
  { books }: ApiCall,
  category: TrackingCategory,
  option: TrackingOption,
  { name = option.name, status = option.status }: TrackingChanges,
): TrackingOption {
  const changed = { ...option, name: name.trim(), status };
  if (status === 'DELETED') refuseIfUsed(books, (tracking) => tracking.optionId === option.id);
  else refuseName(changed.name, active(category.options.filter((one) => one.id !== option.id)));
  if (changed.name !== option.name) {
    const isMeant = (tracking: DefaultTracking) =>
      isSameName(tracking.TrackingCategoryName, category.name) && isSameName(tracking.TrackingOptionName, option.name);
    changeOnContacts(books, isMeant, { TrackingOptionName: changed.name });
  }
  books.tracking.put({ ...category, options: category.options.map((one) => (one.id === option.id ? changed : one)) });
  return changed;
}

/** Contacts begin their documents with the same tracking, whatever it is called now. */
function changeOnContacts(
  books: ApiCall['books'],
  isMeant: (tracking: DefaultTracking) => boolean,
  changes: Partial<DefaultTracking>,
): void {
  const renamed = (all: DefaultTracking[]) => all.map((one) => (isMeant(one) ? { ...one, ...changes } : one));
  for (const contact of books.contacts.all()) {
    const { salesTracking, purchasesTracking } = contact;
    if (![...salesTracking, ...purchasesTracking].some(isMeant)) continue;
    books.contacts.put({
      ...contact,
      salesTracking: renamed(salesTracking),
      purchasesTracking: renamed(purchasesTracking),
    });
  }
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function active(options: readonly TrackingOption[]): TrackingOption[] {
  return options.filter((option) => option.status === 'ACTIVE');
}

function refuseName(name: string, others: readonly { name: string }[]): void {
  const isTaken = others.some((other) => isSameName(other.name, name));
  const problem = !name
    ? 'Name is required'
    : (lengthProblem('Name', name, LONGEST_NAME) ?? (isTaken && 'Please enter a unique Name.'));
  if (problem) throw new ElementRefused([problem]);
}

/** What a document carries can be archived and not deleted. */
function refuseIfUsed(books: ApiCall['books'], isMeant: (tracking: LineTracking) => boolean): void {
  const documents = [
    ...books.invoices.values(),
    ...books.creditNotes.values(),
    ...books.bankTransactions.values(),
    ...books.manualJournals.values(),
    ...books.purchaseOrders.values(),
    ...books.quotes.values(),
  ];
  if (documents.some((document) => document.lines.some((line) => line.tracking.some(isMeant)))) {
    throw new ElementRefused(['Tracking that transactions carry cannot be deleted. Archive it instead.']);
  }
}
