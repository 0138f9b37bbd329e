/** The steps of connecting, as the overview tells them and the pages after it count them. */
export function connectSteps(ledgerTitle: string, reconnecting: string | null, access: readonly string[]) {
  return [
    {
      title: `Sign in to ${ledgerTitle}`,
      description: `On ${ledgerTitle}'s own pages, with a login that may edit what is listed below. Intray never sees your password.`,
    },
    {
      title: 'Allow access',
      description: `${ledgerTitle} asks you for all of this. You can withdraw it at any time, here or there.`,
      points: access,
    },
    {
      title: 'Choose the organisation',
      description: reconnecting ? `Choose ${reconnecting} again.` : 'The one whose books these are.',
    },
    { title: 'Finish', description: `The lists are then read from ${ledgerTitle}, which takes a minute or two.` },
  ];
}
