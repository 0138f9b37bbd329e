import { type Answer, resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { ElementRefused, internalError, Refusal, validationFailed } from '../api/failures.ts';
import { flag } from '../api/listing.ts';
import { elementsOf, type Fields } from '../api/reading.ts';
import { guid, type Properties, text } from '../where/properties.ts';
import { arrange } from '../where/select.ts';
import { categoryJson, optionJson } from './json.ts';
import type { TrackingCategory, TrackingOption } from './record.ts';
import { changeCategory, changeOption, createCategory, createOptions } from './write.ts';

const PROPERTIES: Properties<TrackingCategory> = {
  TrackingCategoryID: guid((category) => category.id),
  Name: text((category) => category.name),
  Status: text((category) => category.status),
};

const STATUSES = ['ACTIVE', 'ARCHIVED'] as const;

export const trackingRoutes: ApiRoute[] = endpoints(['accounting.settings'], {
  'GET /TrackingCategories': list,
  'GET /TrackingCategories/:id': (call) => envelope(call, { TrackingCategories: [categoryJson(theCategory(call))] }),
  'PUT /TrackingCategories': (call) =>
    answerCategory(call, (fields) =>
      createCategory(call, fields?.text('Name') ?? '', fields?.list('Options')?.map(nameOf) ?? []),
    ),
  'POST /TrackingCategories/:id': (call) =>
    answerCategory(call, (fields) =>
      changeCategory(call, theCategory(call), {
        name: fields?.text('Name'),
        status: fields?.oneOf('Status', 'TrackingCategoryStatus', STATUSES),
      }),
    ),
  'DELETE /TrackingCategories/:id': (call) =>
    answerCategory(call, () => changeCategory(call, theCategory(call), { status: 'DELETED' })),
  'PUT /TrackingCategories/:id/Options': addOptions,
  'POST /TrackingCategories/:id/Options/:optionId': (call) =>
    answerOptions(call, (fields) => [
      changeOption(call, theCategory(call), theOption(call), {
        name: fields?.text('Name'),
        status: fields?.oneOf('Status', 'TrackingOptionStatus', STATUSES),
      }),
    ]),
  'DELETE /TrackingCategories/:id/Options/:optionId': (call) =>
    answerOptions(call, () => [changeOption(call, theCategory(call), theOption(call), { status: 'DELETED' })]),
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

/** Answers the options that it makes, and no others of the category. */
function addOptions(call: ApiCall): Answer {
  const category = theCategory(call);
  return answerOptions(call, () => {
    const names = elementsOf(call.request.body, 'Options').map(nameOf);
    return createOptions(call, category, names).options.slice(category.options.length);
  });
}

/** The name of a new option. Xero breaks on a space at its end. */
function nameOf(fields: Fields): string {
  const name = fields.text('Name') ?? '';
  if (name !== name.trimEnd()) throw new Refusal(internalError(), 'A name that ends with a space');
  return name;
}

function answerCategory(call: ApiCall, work: (fields: Fields | undefined) => TrackingCategory): Answer {
  return answered(call, 'TrackingCategories', (fields) => [categoryJson(work(fields))]);
}

function answerOptions(call: ApiCall, work: (fields: Fields | undefined) => TrackingOption[]): Answer {
  return answered(call, 'Options', (fields) => work(fields).map(optionJson));
}

/** Does the work with the element that was sent, if one was, and answers what it gives, or why it was refused. */
function answered(call: ApiCall, list: string, work: (fields: Fields | undefined) => object[]): Answer {
  const [fields] = call.request.body.length > 0 ? elementsOf(call.request.body, list) : [];
  try {
    return envelope(call, { [list]: work(fields) });
  } catch (error) {
    if (!(error instanceof ElementRefused)) throw error;
    throw validationFailed([{ ...fields?.raw, ValidationErrors: error.messages.map((Message) => ({ Message })) }]);
  }
}

function theCategory(call: ApiCall): TrackingCategory {
  const category = call.books.tracking.get(call.params.id?.toLowerCase());
  if (!category || category.status === 'DELETED') throw new Refusal(resourceNotFound(), 'No such tracking category');
  return category;
}

function theOption(call: ApiCall): TrackingOption {
  const option = theCategory(call).options.find((one) => one.id === call.params.optionId?.toLowerCase());
  if (!option || option.status === 'DELETED') throw new Refusal(resourceNotFound(), 'No such tracking option');
  return option;
}
