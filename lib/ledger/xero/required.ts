/**
 * What every good answer of Xero has. Its absence means that the answer is not what it seems, such as a proxy's page
 * with status 200; taken for an empty list it would archive everything.
 */
export function required<T>(value: T | null | undefined, name: string): T {
  if (value === null || value === undefined || value === '') throw new Error(`Xero's answer lacks ${name}`);
  return value;
}
