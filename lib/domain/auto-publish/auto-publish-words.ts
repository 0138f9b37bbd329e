import { itemTypeNames } from '../coding/fields.ts';
import { workspaces } from '../paths.ts';
import { workspaceNames } from '../words.ts';
import { type AutoPublishSettings, clockText, delayText, usualReachNames } from './auto-publish-settings.ts';

/** What a business has chosen, as its activity tells it. */
export function autoPublishWords(settings: AutoPublishSettings): string[] {
  const { byDefault, types, most, amounts, leastPublished, quiet, delayMinutes } = settings;
  return [
    byDefault ? 'all that is ready' : 'only what is chosen',
    ...Object.entries(types).map(([key, publishes]) => `${typeName(key)}: ${publishes ? 'yes' : 'never'}`),
    most === null ? 'any amount' : `at most ${most}`,
    `amounts: ${usualReachNames[amounts].toLowerCase()}`,
    `once people have published ${leastPublished} of a supplier`,
    quiet ? `not from ${clockText(quiet.from)} to ${clockText(quiet.to)}` : 'at any hour',
    `after ${delayText(delayMinutes)}`,
  ];
}

/** `Invoices in Costs` */
export function typeName(key: string): string {
  const [segment = '', type = ''] = key.split('.');
  const workspace = workspaces.find((each) => each === segment);
  const name = itemTypeNames[type as keyof typeof itemTypeNames] ?? type;
  return `${name}s in ${workspace ? workspaceNames[workspace] : segment}`;
}
