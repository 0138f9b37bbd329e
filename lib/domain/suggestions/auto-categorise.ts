/** What codes items by itself: rules and what people chose before, rules alone, or nothing. */
export const autoCategoriseChoices = ['ALWAYS', 'RULES', 'NEVER'] as const;
export type AutoCategorise = (typeof autoCategoriseChoices)[number];

export const autoCategoriseNames: Record<AutoCategorise, string> = {
  ALWAYS: 'Always',
  RULES: 'Rules only',
  NEVER: 'Never',
};

export const autoCategoriseWords: Record<AutoCategorise, string> = {
  ALWAYS:
    'Rules code items as they arrive. What no rule says is filled in as you coded the supplier’s items before, where that is sure enough, and marked with why.',
  RULES: 'Rules code items as they arrive. What you chose before is shown beside empty fields, to be taken with a key.',
  NEVER: 'Items stay as their documents are. Rules act when you press Apply to inbox, and nothing is suggested.',
};
