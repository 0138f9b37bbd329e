/** An address as a Location header may carry it: what is not printable ASCII is escaped. */
export function encoded(address: string): string {
  return address.toWellFormed().replace(/[^\x21-\x7e]/gu, encodeURIComponent);
}
