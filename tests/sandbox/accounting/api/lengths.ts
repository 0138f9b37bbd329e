/** Xero's words about a text that is longer than its field. */
export function lengthProblem(name: string, value: string | undefined, longest: number): string | undefined {
  const isTooLong = value !== undefined && value.length > longest;
  return isTooLong ? `The field ${name} must be a string with a maximum length of ${longest}.` : undefined;
}
