import type { ItemStatus } from './item-status.ts';

/** What becomes of an item, told to somebody who added it and leaves the rest to others: nothing here is for them to do. */
export const itemProgress: Record<ItemStatus, string> = {
  PROCESSING: 'This is being read. A bookkeeper codes and publishes it then. There is nothing for you to do.',
  TO_REVIEW: 'A bookkeeper codes and publishes this. There is nothing for you to do.',
  REFUSED: 'A bookkeeper is putting something right before this is published. There is nothing for you to do.',
  READY: 'A bookkeeper publishes this soon. There is nothing for you to do.',
  WAITING: 'This is being published.',
  PUBLISHED: 'This is in the books.',
  IN_CLAIM: 'This is in an expense claim. There is nothing for you to do.',
  ARCHIVED: 'A bookkeeper has put this aside, since it is dealt with. There is nothing for you to do.',
};
