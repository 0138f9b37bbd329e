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

/** The schema that belongs to an address of the accounting API: that of its last word that is no id. */
export function schemaOfPath(path: string): string {
  const words = (path.split('?')[0] ?? '').split('/').filter((word) => /^[A-Z][A-Za-z]+$/.test(word));
  const last = words.at(-1) ?? '';
  return SCHEMA_OF_LIST[last] ?? last;
}

const SCHEMA_OF_LIST: Record<string, string> = {
  Organisation: 'Organisations',
  Options: 'TrackingOptions',
  OnlineInvoice: 'OnlineInvoices',
  History: 'HistoryRecords',
};

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

function load(contract: Contract): Ajv {
  const { components } = parse(readFileSync(`${FOLDER}${FILES[contract]}`, 'utf8')) as { components: unknown };
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
