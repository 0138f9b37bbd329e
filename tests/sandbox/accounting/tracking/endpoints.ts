import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { internalError, Refusal, validationFailed } from '../api/failures.ts';
import { flag } from '../api/listing.ts';
import { elementsOf, type Fields } from '../api/reading.ts';
import type { LineTracking } from '../documents/record.ts';
import { guid, type Properties, text } from '../where/properties.ts';
import { arrange } from '../where/select.ts';
import type { TrackingCategory, TrackingOption } from './record.ts';

const MOST_ACTIVE_CATEGORIES = 2;
const TOO_MANY_CATEGORIES = 'A maximum of 2 active tracking categories is allowed.';
const LONGEST_NAME = 100;

const PROPERTIES: Properties<TrackingCategory> = {
  TrackingCategoryID: guid((category) => category.id),
  Name: text((category) => category.name),
  Status: text((category) => category.status),
};

export const trackingRoutes: ApiRoute[] = endpoints(['accounting.settings'], {
  'GET /TrackingCategories': list,
  'GET /TrackingCategories/:id': (call) => envelope(call, { TrackingCategories: [categoryJson(theCategory(call))] }),
  'PUT /TrackingCategories': createCategory,
  'POST /TrackingCategories/:id': changeCategory,
  'DELETE /TrackingCategories/:id': deleteCategory,
  'PUT /TrackingCategories/:id/Options': createOptions,
  'POST /TrackingCategories/:id/Options/:optionId': changeOption,
  'DELETE /TrackingCategories/:id/Options/:optionId': deleteOption,
});

/** Archived categories only with `includeArchived=true`; a category shows all its options, archived ones marked. */
function list(call: ApiCall) {
  const includeArchived = flag(call, 'includeArchived');
  const categories = call.books.tracking
    .all()
    .filter((category) => category.status === 'ACTIVE' || (includeArchived && category.status === 'ARCHIVED'))
    .sort((a, b) => a.position - b.position);
  const rows = arrange(call, categories, 'TrackingCategory', PROPERTIES);
  return envelope(call, { TrackingCategories: rows.map(categoryJson) });
}

function createCategory(call: ApiCall) {
  const [fields] = elementsOf(call.request.body, 'TrackingCategories');
  const name = fields?.text('Name')?.trim() ?? '';
  const active = call.books.tracking.all().filter((category) => category.status === 'ACTIVE');
  const problems = nameProblems(name, active);
  if (active.length >= MOST_ACTIVE_CATEGORIES) problems.push(TOO_MANY_CATEGORIES);
  if (problems.length > 0) throw refusal({ Name: name }, problems);
  const category = withNewOptions(
    { id: crypto.randomUUID(), name, status: 'ACTIVE', options: [], position: call.books.tracking.size },
    fields?.list('Options') ?? [],
  );
  return envelope(call, { TrackingCategories: [categoryJson(call.books.tracking.put(category))] });
}

function changeCategory(call: ApiCall) {
  const category = theCategory(call);
  const [fields] = elementsOf(call.request.body, 'TrackingCategories');
  const name = fields?.text('Name')?.trim() ?? category.name;
  const status = fields?.oneOf('Status', 'TrackingCategoryStatus', ['ACTIVE', 'ARCHIVED'] as const) ?? category.status;
  const others = call.books.tracking.all().filter((other) => other.id !== category.id && other.status === 'ACTIVE');
  const problems = nameProblems(name, others);
  if (status === 'ACTIVE' && others.length >= MOST_ACTIVE_CATEGORIES) problems.push(TOO_MANY_CATEGORIES);
  if (problems.length > 0) throw refusal({ Name: name, TrackingCategoryID: category.id }, problems);
  return envelope(call, { TrackingCategories: [categoryJson(call.books.tracking.put({ ...category, name, status }))] });
}

/** Answers the options that it makes, and no others of the category. */
function createOptions(call: ApiCall) {
  const category = theCategory(call);
  const changed = call.books.tracking.put(withNewOptions(category, elementsOf(call.request.body, 'Options')));
  return envelope(call, { Options: changed.options.slice(category.options.length).map(optionJson) });
}

function withNewOptions(category: TrackingCategory, sent: Fields[]): TrackingCategory {
  const options = [...category.options];
  for (const fields of sent) {
    const name = fields.text('Name') ?? '';
    // Xero breaks on a space at the end.
    if (name !== name.trimEnd()) throw new Refusal(internalError(), 'A name that ends with a space');
    const problems = nameProblems(
      name,
      options.filter((option) => option.status === 'ACTIVE'),
    );
    if (problems.length > 0) throw refusal({ Name: name }, problems);
    options.push({ id: crypto.randomUUID(), name, status: 'ACTIVE' });
  }
  return { ...category, options };
}

function changeOption(call: ApiCall) {
  const category = theCategory(call);
  const option = theOption(call, category);
  const [fields] = elementsOf(call.request.body, 'Options');
  const name = fields?.text('Name')?.trim() ?? option.name;
  const status = fields?.oneOf('Status', 'TrackingOptionStatus', ['ACTIVE', 'ARCHIVED'] as const) ?? option.status;
  const others = category.options.filter((one) => one.id !== option.id && one.status === 'ACTIVE');
  const problems = nameProblems(name, others);
  if (problems.length > 0) throw refusal({ Name: name }, problems);
  const changed = { ...option, name, status };
  call.books.tracking.put(withOption(category, changed));
  return envelope(call, { Options: [optionJson(changed)] });
}

function deleteCategory(call: ApiCall) {
  const category = theCategory(call);
  refuseIfUsed(call, { TrackingCategoryID: category.id }, (tracking) => tracking.categoryId === category.id);
  const deleted = call.books.tracking.put({ ...category, status: 'DELETED' });
  return envelope(call, { TrackingCategories: [categoryJson(deleted)] });
}

function deleteOption(call: ApiCall) {
  const category = theCategory(call);
  const option = theOption(call, category);
  refuseIfUsed(call, { TrackingOptionID: option.id }, (tracking) => tracking.optionId === option.id);
  const deleted: TrackingOption = { ...option, status: 'DELETED' };
  call.books.tracking.put(withOption(category, deleted));
  return envelope(call, { Options: [optionJson(deleted)] });
}

/** What a document carries can be archived and not deleted. */
function refuseIfUsed({ books }: ApiCall, element: object, isMeant: (tracking: LineTracking) => boolean): void {
  const documents = [
    ...books.invoices.values(),
    ...books.creditNotes.values(),
    ...books.bankTransactions.values(),
    ...books.manualJournals.values(),
  ];
  if (documents.some((document) => document.lines.some((line) => line.tracking.some(isMeant)))) {
    throw refusal(element, ['Tracking that transactions carry cannot be deleted. Archive it instead.']);
  }
}

/** The category with one of its options changed. */
export function withOption(category: TrackingCategory, option: TrackingOption): TrackingCategory {
  return { ...category, options: category.options.map((one) => (one.id === option.id ? option : one)) };
}

function theCategory(call: ApiCall): TrackingCategory {
  const category = call.books.tracking.get(call.params.id?.toLowerCase());
  if (!category || category.status === 'DELETED') throw new Refusal(resourceNotFound(), 'No such tracking category');
  return category;
}

function theOption(call: ApiCall, category: TrackingCategory): TrackingOption {
  const option = category.options.find((one) => one.id === call.params.optionId?.toLowerCase());
  if (!option || option.status === 'DELETED') throw new Refusal(resourceNotFound(), 'No such tracking option');
  return option;
}

function nameProblems(name: string, others: { name: string }[]): string[] {
  if (!name) return ['Name is required'];
  if (name.length > LONGEST_NAME) return [`The field Name must be a string with a maximum length of ${LONGEST_NAME}.`];
  const isTaken = others.some((other) => other.name.toLowerCase() === name.toLowerCase());
  return isTaken ? ['Please enter a unique Name.'] : [];
}

function refusal(element: object, messages: string[]) {
  return validationFailed([{ ...element, ValidationErrors: messages.map((Message) => ({ Message })) }]);
}

function categoryJson(category: TrackingCategory) {
  return {
    Name: category.name,
    Status: category.status,
    TrackingCategoryID: category.id,
    Options: category.options.filter((option) => option.status !== 'DELETED').map(optionJson),
  };
}

function optionJson(option: TrackingOption) {
  return {
    TrackingOptionID: option.id,
    Name: option.name,
    Status: option.status,
    HasValidationErrors: false,
    IsDeleted: option.status === 'DELETED',
    IsArchived: option.status === 'ARCHIVED',
    IsActive: option.status === 'ACTIVE',
  };
}
