/** What holds an item back from being published by itself, in the order in which it is told. */
export const guards = ['newContact', 'bankDetails', 'duplicate', 'unlike', 'unusual', 'cap', 'unsure'] as const;
export type Guard = (typeof guards)[number];

export const guardNames: Record<Guard, string> = {
  newContact: 'New supplier or customer',
  bankDetails: 'New bank details',
  duplicate: 'Possible duplicate',
  unlike: 'Unlike what came before',
  unusual: 'Unusual amount',
  cap: 'Above the most',
  unsure: 'Not surely read',
};
