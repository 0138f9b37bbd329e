import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

/**
 * Xero's official contract, as a check of what the app sends and of what the sandbox answers. It is no part of this
 * repository: where the folder beside it is absent, `hasContract` is false and the tests that need it say so and skip.
 */
const FOLDER = fileURLToPath(new URL('../../../../shared/reference/xero-openapi/', import.meta.url));

export const hasContract = existsSync(`${FOLDER}xero_accounting.yaml`);

type Contract = 'accounting' | 'identity';

const FILES: Record<Contract, string> = { accounting: 'xero_accounting.yaml', identity: 'xero-identity.yaml' };

const contracts = new Map<Contract, Ajv>();

/** What is wrong with a value by a component schema such as `Invoices` or `Connection`; empty when it is valid. */
export function contractProblems(contract: Contract, schemaName: string, value: unknown): string[] {
  const validate = validatorOf(contract, schemaName);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${schemaName}${error.instancePath} ${error.message}`);
}

/** Throws with every difference from the contract. */
export function assertContract(contract: Contract, schemaName: string, value: unknown): void {
  const problems = contractProblems(contract, schemaName, value);
  if (problems.length > 0) throw new Error(`Not valid by Xero's contract:\n${problems.join('\n')}`);
}

function validatorOf(contract: Contract, schemaName: string): ValidateFunction {
  let ajv = contracts.get(contract);
  if (!ajv) {
    ajv = load(contract);
    contracts.set(contract, ajv);
  }
  const validate = ajv.getSchema(`${contract}#/components/schemas/${schemaName}`);
  if (!validate) throw new Error(`Xero's ${contract} contract has no schema ${schemaName}`);
  return validate;
}

/** Every operation of the accounting API that the contract has. */
export function contractOperations(): { method: string; path: string; operation: Operation }[] {
  return Object.entries(documentOf('accounting').paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method]) => ['get', 'put', 'post', 'delete'].includes(method))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** The schema of the accounting API that a reference means, with its name. */
export function schemaOf(schema: Schema | undefined): { name: string; schema: Schema } | undefined {
  const name = schema?.$ref?.split('/').at(-1);
  const found = name ? documentOf('accounting').components.schemas[name] : undefined;
  return name && found ? { name, schema: found } : undefined;
}

/** The properties of a schema of the accounting API; a plain one is text, a number, a truth or a date. */
export function contractProperties(schemaName: string): { name: string; isPlain: boolean }[] {
  const { properties = {} } = documentOf('accounting').components.schemas[schemaName] ?? {};
  return Object.entries(properties).map(([name, property]) => {
    const referred = schemaOf(property)?.schema ?? property;
    return { name, isPlain: referred.type !== undefined && referred.type !== 'array' && referred.type !== 'object' };
  });
}

/** A schema of the contract, as far as its names go. */
export interface Schema {
  type?: string;
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}

interface Content {
  content?: Record<string, { schema?: Schema }>;
}

/** One operation: what it takes and what it answers. */
export interface Operation {
  requestBody?: Content;
  responses?: Record<string, Content>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const documents = new Map<Contract, Document>();

function documentOf(contract: Contract): Document {
  let document = documents.get(contract);
  if (!document) {
    document = parse(readFileSync(`${FOLDER}${FILES[contract]}`, 'utf8')) as Document;
    documents.set(contract, document);
  }
  return document;
}

function load(contract: Contract): Ajv {
  const { components } = documentOf(contract);
  const ajv = new Ajv({ strict: false, allErrors: true, formats: FORMATS });
  ajv.addSchema({ $id: contract, components: plain(components) } as object);
  return ajv;
}

/** OpenAPI 3.0 to JSON Schema: no vendor extensions and examples, `nullable` as a type, no siblings beside `$ref`. */
function plain(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as Record<string, unknown>;
  if (typeof rest.$ref === 'string') return { $ref: rest.$ref };
  const kept = Object.entries(rest).filter(
    ([key, value]) => !key.startsWith('x-') && !(DOCUMENTATION.has(key) && typeof value !== 'object'),
  );
  const result = Object.fromEntries(kept.map(([key, value]) => [key, plain(value)]));
  return nullable === true && typeof result.type === 'string' ? { ...result, type: [result.type, 'null'] } : result;
}

/** Words about a schema. Where one is the name of a property its value is an object, and it stays. */
const DOCUMENTATION = new Set(['description', 'example', 'default', 'title']);

const FORMATS = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  // .NET writes seven decimals and no zone.
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/,
  double: true,
  int64: true,
  byte: true,
  binary: true,
  uri: true,
} as const;
