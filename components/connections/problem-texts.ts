import type { ConnectProblem } from '#lib/domain/connection.ts';

type Text = { title: string; body: string[] };

/** What stood in the way between *Connect to …* and *Finish*: what happened, that nothing changed, what to do. */
export const problemTexts: Record<ConnectProblem, (ledger: string) => Text> = {
  cancelled: (ledger) => ({
    title: 'You did not allow access',
    body: [
      `You cancelled at ${ledger}, so nothing was connected and nothing changed.`,
      'Start again whenever you like.',
    ],
  }),
  expired: (ledger) => ({
    title: 'This took too long',
    body: [
      `For safety, a visit to ${ledger} has to be finished within ten minutes. Nothing was connected and nothing changed.`,
      'Start again; it takes a minute.',
    ],
  }),
  used: () => ({
    title: 'This step was done already',
    body: [
      'The address you came back with works once, and it was used before: by a reload, the Back button or a second tab. Nothing was changed by opening it again.',
      'Look at Connections to see where it stands, or start again.',
    ],
  }),
  foreign: (ledger) => ({
    title: 'This began somewhere else',
    body: [
      `You came back from ${ledger} with a visit that was begun by another person or in another browser, so it was stopped here. Nothing was changed.`,
      'Start again in this browser and stay in it. If you did not begin a connection yourself, somebody may have sent you a link to trick you: tell whoever runs Intray for you.',
    ],
  }),
  unknown: (ledger) => ({
    title: 'Intray does not know this visit',
    body: [
      `What came back from ${ledger} belongs to no visit that was begun here in the last day. Nothing was changed.`,
      'Start again from Connections.',
    ],
  }),
  refused: (ledger) => ({
    title: `${ledger} refused the request`,
    body: [
      `${ledger} did not accept what Intray asked for. This is about how Intray is registered there, and not about you. Nothing was changed.`,
      'Tell whoever runs Intray for you: the log names the reason. The client id, its secret and the scopes are explained in .env.example.',
    ],
  }),
  scope: (ledger) => ({
    title: 'Some access is missing',
    body: [
      `${ledger} gave less access than Intray needs to read the lists, create bills and suppliers, and attach documents. Nothing was connected.`,
      `Start again and allow everything that ${ledger} lists. If it stays so, the app is not registered with ${ledger} for all of it: tell whoever runs Intray for you.`,
    ],
  }),
  noOrganisation: (ledger) => ({
    title: 'No organisation to connect',
    body: [
      `${ledger} knows you, but gave access to no organisation: you belong to none, or none was chosen. Nothing was changed.`,
      `Start again with a ${ledger} login that belongs to the organisation, and tick it on the page that asks for access.`,
    ],
  }),
  unavailable: (ledger) => ({
    title: `${ledger} can't be reached`,
    body: [
      `${ledger} did not answer, or answered with an error of its own. Nothing was connected and nothing changed.`,
      'Wait a few minutes, then start again.',
    ],
  }),
};
