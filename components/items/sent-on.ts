let sentTo: number | null = null;

/** Sends one on to work at an item; null: wherever one goes now, one goes to look. */
export function sendOn(number: number | null): void {
  sentTo = number;
}

/** Whether one came to this item to work at it. */
export function isSentTo(number: number): boolean {
  return sentTo === number;
}
