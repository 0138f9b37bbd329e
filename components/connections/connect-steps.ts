/** The steps of connecting, as the overview tells them and the pages after it count them. */
export function connectSteps(ledgerTitle: string, reconnecting: string | null) {
  return [
    {
      title: `Sign in to ${ledgerTitle}`,
      description: `On ${ledgerTitle}'s own pages, with a login that may edit bills and contacts. Intray never sees your password.`,
    },
    {
      title: 'Allow access',
      description: `${ledgerTitle} lists what Intray may do: read the lists, create bills and suppliers, attach documents. You can withdraw it at any time, here or there.`,
    },
    {
      title: 'Choose the organisation',
      description: reconnecting ? `Choose ${reconnecting} again.` : 'The one whose books these are.',
    },
    { title: 'Finish', description: `The lists are then read from ${ledgerTitle}, which takes a minute or two.` },
  ];
}
