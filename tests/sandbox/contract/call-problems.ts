import { Router } from '../server/router.ts';
import { contractOperations, contractProblems, type Operation, type Schema, schemaOf } from './xero-contract.ts';

let operations: Router<Operation> | undefined;

/** The operation of the contract that a call to the accounting API is; `path` begins behind `/api.xro/2.0`. */
function operationOf(method: string, path: string): { operation: Operation; template: string } | undefined {
  operations ??= new Router(
    contractOperations().map((one) => ({
      method: one.method,
      pattern: one.path.replaceAll(/\{([^}]+)\}/g, ':$1'),
      handler: one.operation,
    })),
  );
  const { found } = operations.find(method, path);
  return found && { operation: found.route.handler, template: found.route.pattern };
}

/**
 * What is wrong with what was sent, by the contract: values that it does not allow, and fields that it does not know,
 * which Xero ignores without a word. `undefined` where the contract says nothing about the body.
 */
export function requestProblems(method: string, path: string, body: unknown): string[] | undefined {
  const found = operationOf(method, path);
  const named = schemaOf(found?.operation.requestBody?.content?.['application/json']?.schema);
  if (!found || !named) return undefined;
  const [list, element] = listIn(named.schema) ?? [lastWordOf(found.template), named];
  return elementsOf(body, list).flatMap((one) => [
    ...contractProblems('accounting', element.name, one),
    ...unknownFields(element.schema, one, element.name),
  ]);
}

/** What is wrong with what was answered, by the contract. `undefined` where it says nothing about the answer. */
export function answerProblems(method: string, path: string, body: unknown): string[] | undefined {
  const named = schemaOf(
    operationOf(method, path)?.operation.responses?.['200']?.content?.['application/json']?.schema,
  );
  return named && contractProblems('accounting', named.name, body);
}

/** The one list of a schema such as `Invoices`, and what is in it. */
function listIn(schema: Schema): [list: string, element: { name: string; schema: Schema }] | undefined {
  const inside = Object.entries(schema.properties ?? {}).filter(([name]) => !AROUND_A_LIST.has(name));
  const [[name, property] = ['', undefined]] = inside;
  const element = schemaOf(property?.items);
  return inside.length === 1 && element ? [name, element] : undefined;
}

/** What stands beside the list, in answers. */
const AROUND_A_LIST = new Set(['pagination', 'Warnings', 'Id', 'Status', 'ProviderName', 'DateTimeUTC']);

function lastWordOf(template: string): string {
  return (
    template
      .split('/')
      .filter((part) => part && !part.startsWith(':'))
      .at(-1) ?? ''
  );
}

/** A body is a list in its envelope, a bare list, or one element alone. */
function elementsOf(body: unknown, list: string): unknown[] {
  if (Array.isArray(body)) return body;
  if (typeof body !== 'object' || body === null) return [body];
  const [, inside] = Object.entries(body).find(([name]) => name.toLowerCase() === list.toLowerCase()) ?? [];
  return Array.isArray(inside) ? inside : [body];
}

function unknownFields(schema: Schema, value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => unknownFields(schema, one, `${path}/${index}`));
  const { properties } = schema;
  if (typeof value !== 'object' || value === null || !properties) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const property = properties[name];
    if (!property) return [`${path}/${name} is no field of the contract`];
    const inside = schemaOf(property.items ?? property)?.schema;
    return inside ? unknownFields(inside, inner, `${path}/${name}`) : [];
  });
}
