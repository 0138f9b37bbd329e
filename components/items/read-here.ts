/** Items that were opened in this tab: a list that one goes back to may have been drawn before. */
const read = new Set<string>();

export const isReadHere = (itemId: string): boolean => read.has(itemId);

export function noteRead(itemId: string, isRead: boolean): void {
  if (isRead) read.add(itemId);
  else read.delete(itemId);
}
