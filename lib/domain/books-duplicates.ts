/** What becomes of an item that the books may have already, whoever entered it there. */
export const booksDuplicatesChoices = ['WARN', 'STOP', 'OFF'] as const;
export type BooksDuplicates = (typeof booksDuplicatesChoices)[number];

export const booksDuplicatesNames: Record<BooksDuplicates, string> = {
  WARN: 'Tell, and let it be published',
  STOP: 'Stop it until somebody has looked',
  OFF: 'Do not look',
};

/** The same by an example: an item, and what the books are called. */
export function booksDuplicatesExample(choice: BooksDuplicates, item: string, books: string): string {
  switch (choice) {
    case 'WARN':
      return `${item} says that ${books} may have it already, and shows both side by side. Whoever publishes many is asked whether to leave it out.`;
    case 'STOP':
      return `${item} is To review until somebody attaches it to what is there or says that it is another. ${books} is looked at again just before it is sent.`;
    case 'OFF':
      return `${item} is published even if somebody entered it in ${books} by hand. Items that are alike here are still asked about.`;
  }
}
