/** The milliseconds in Xero's form of a date, which has them since 1970 in UTC; null for any other text. */
export function msDate(data: unknown): number | null {
  const [, milliseconds] = /^\/Date\((-?\d{1,16})([+-]\d{4})?\)\/$/.exec(String(data)) ?? [];
  return milliseconds === undefined ? null : Number(milliseconds);
}
