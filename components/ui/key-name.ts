/** The key of an event as the tables of page-keys.ts name it. Apart from them: their words come with the list of keys. */
export const keyName = ({ key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>) =>
  ctrlKey || metaKey ? `ctrl+${key}` : key;
