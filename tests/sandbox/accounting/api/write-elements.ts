import type { Answer } from '../../server/answer.ts';
import { type ApiCall, envelope } from './context.ts';
import { ElementRefused, nothingToDo, validationFailed } from './failures.ts';
import { elementsOf, type Fields } from './reading.ts';

const MOST_ELEMENTS = 500;

export interface Written {
  /** The element as it now is. */
  json: object;
  warnings?: string[];
}

/**
 * Writes each element of a body. By default one bad element refuses all of them, and only the failing ones are listed;
 * with `summarizeErrors=false` the good ones are kept and each says how it went, save where several are taken or refused
 * together (`isAllOrNone`).
 */
export function writeElements(
  call: ApiCall,
  plural: string,
  write: (element: Fields) => Written,
  echo: (element: Fields) => object,
  { isAllOrNone = false } = {},
): Answer {
  const elements = elementsOf(call.request.body, plural).slice(0, MOST_ELEMENTS + 1);
  if (elements.length === 0 || elements.length > MOST_ELEMENTS) throw nothingToDo();
  const isSummarised =
    (isAllOrNone && elements.length > 1) || call.request.query.get('summarizeErrors')?.toLowerCase() !== 'false';
  const failed: object[] = [];
  const answered: object[] = [];
  for (const element of elements) {
    try {
      const said = call.sandbox.faults.refusalOf(call.request, element.raw);
      if (said !== undefined) throw new ElementRefused([said]);
      const written = call.sandbox.store.savepoint(() => write(element));
      answered.push(isSummarised ? withWarnings(written) : withVerdict(written));
    } catch (error) {
      if (!(error instanceof ElementRefused)) throw error;
      const ValidationErrors = error.messages.map((Message) => ({ Message }));
      failed.push({ ...echo(element), ValidationErrors });
      answered.push({ ...echo(element), StatusAttributeString: 'ERROR', ValidationErrors });
    }
  }
  if (isSummarised && failed.length > 0) throw validationFailed(failed);
  return envelope(call, { [plural]: answered });
}

const NO_ID = '00000000-0000-0000-0000-000000000000';

/** A refused element as it was sent: under the id of what it meant to change, or the empty one of what it meant to make. */
export function echo(idName: string, fields: Fields, id?: string): object {
  return { [idName]: NO_ID, ...fields.raw, ...(id && { [idName]: id }) };
}

function withVerdict(written: Written): object {
  return { ...withWarnings(written), StatusAttributeString: written.warnings?.length ? 'WARNING' : 'OK' };
}

function withWarnings({ json, warnings }: Written): object {
  return warnings?.length ? { ...json, Warnings: warnings.map((Message) => ({ Message })) } : json;
}
