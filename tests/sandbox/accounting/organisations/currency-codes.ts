/** The currencies of ISO 4217, which are those that Xero knows. */
const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export function isCurrencyCode(code: string): boolean {
  return CODES.has(code);
}
