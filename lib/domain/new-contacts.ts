/** When a supplier or a customer that was made here is made in the books as well. */
export const newContactChoices = ['AT_PUBLISHING', 'AT_ONCE', 'ASK', 'NEVER'] as const;
export type NewContacts = (typeof newContactChoices)[number];

export const newContactNames: Record<NewContacts, string> = {
  AT_PUBLISHING: 'When its first item is published',
  AT_ONCE: 'At once',
  ASK: 'Ask before publishing',
  NEVER: 'Never',
};

/**
 * What each choice does, told by a contact of the business: `name` is one that is new, `item` its first item, and `books`
 * what the accounting software is called.
 */
export function newContactExample(
  choice: NewContacts,
  { name, item, books }: Record<'name' | 'item' | 'books', string>,
) {
  switch (choice) {
    case 'AT_PUBLISHING':
      return `${name} is made in ${books} when ${item} is published, and not before.`;
    case 'AT_ONCE':
      return `${name} is made in ${books} as soon as somebody creates it here, whether ${item} is ever published or not.`;
    case 'ASK':
      return `${item} is not ready before somebody has said that ${name} is to be made in ${books}. Then it is made at publishing.`;
    case 'NEVER':
      return `${item} waits under To review until ${name} is in ${books}: somebody makes it there and reloads the list, or chooses another.`;
  }
}
