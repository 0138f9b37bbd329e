import { isolated } from './isolated.ts';

/** What is kept of changes to people, their access and their sign-in, and how it is told. */

/** What a sentence needs beside the two people: names and roles as they were then. Never a secret. */
export type AuditDetail = Readonly<Record<string, string>>;

const sentences = {
  autoPublishChanged: ({ what }) => `Changed what is published by itself: ${what}`,
  autoPublishOff: () => 'Turned off that items are published by themselves',
  autoPublishOn: ({ what }) => `Had items published by themselves: ${what}`,
  archivingChanged: ({ what }) => `Changed what archives an item: ${what}`,
  booksDuplicatesChanged: ({ to }) => `Changed what becomes of what the books may have already: ${to}`,
  businessChanged: ({ fields }) => `Changed the business profile: ${fields}`,
  businessClosed: ({ until }) => `Closed the business, to be deleted on ${until}`,
  businessMade: ({ name }) => `Made the business ${name}`,
  businessReopened: () => 'Opened the closed business again',
  claimRateChanged: ({ name, change }) => `Changed the rate ${name} of expense claims: ${change}`,
  claimScheduleChanged: ({ name, rhythm }) => `Changed when expense claims of ${name} are made: ${rhythm}`,
  codeRefused: () => 'Somebody typed a wrong code for two-factor sign-in',
  autoCategoriseChanged: ({ choice }) => `Changed what codes items by itself: ${choice}`,
  businessReadBack: ({ name, file }) => `Made the business ${name} from the complete export ${file}`,
  completeExportFetched: () => 'Fetched a complete export of the business',
  completeExportMade: () => 'Had a complete export of the business made',
  currencyRulesChanged: ({ changes }) => `Changed what becomes of other currencies: ${changes}`,
  duplicatesChanged: ({ what }) => `Changed what becomes of duplicates: ${what}`,
  emailChangeAlone: ({ from, to }) => `Asked to change the e-mail to ${to} without ${from}, in seven days`,
  emailChangeAsked: ({ to }) => `Asked to change the e-mail to ${to}`,
  emailChangeConfirmed: ({ email }) => `${email} said yes to the change of the e-mail`,
  emailChangeDropped: ({ to }) => `Dropped the change of the e-mail to ${to}`,
  emailChanged: ({ from, to }) => `Changed the e-mail from ${from} to ${to}`,
  emailTakenBack: ({ from, to }) => `Kept ${to} as the e-mail, not ${from}`,
  exportSent: ({ name, to, how }) =>
    `The scheduled export ${name} was sent to ${to}${how === 'link' ? ', by a link' : ''}`,
  languageModelChanged: ({ what }) => `Changed the language model: ${what}`,
  extractionChanged: ({ what }) => `Changed the reading of documents: ${what}`,
  intraySetUp: ({ name, admin, email }) =>
    `Set Intray up, with the business ${name} and ${admin} (${email}) as its admin`,
  invitationAccepted: ({ name, role }) => `${name} joined as ${role}`,
  invitationSentAgain: ({ email, role }) => `Invited ${email} again as ${role}, by a new link`,
  invitationsWithdrawn: ({ name, emails }) =>
    `Withdrew what ${name} could have come back by: the invitations of ${emails}`,
  invitationWithdrawn: ({ email }) => `Withdrew the invitation of ${email}`,
  invited: ({ email, role }) => `Invited ${email} as ${role}`,
  itemsSent: ({ to, items, how }) => `Sent ${items} to ${to}${how === 'link' ? ', by a link' : ', with the documents'}`,
  linkMade: ({ items }) => `Made a link to ${items}`,
  linkOpened: ({ items, to }) => `A link to ${items}${to ? `, sent to ${to},` : ''} was opened`,
  linkRevoked: ({ items, to }) => `Revoked a link to ${items}${to ? `, sent to ${to}` : ''}`,
  lockRulesChanged: ({ changes }) => `Changed what becomes of items in a locked period: ${changes}`,
  logoChanged: () => 'Changed the logo',
  logoRemoved: () => 'Removed the logo',
  memberLeft: ({ name, role }) => `${name} left, who was ${role}`,
  memberRemoved: ({ name, role }) => `Removed ${name}, who was ${role}`,
  nameChanged: ({ from, to }) => `Changed the name from ${from} to ${to}`,
  newContactsChanged: ({ choice }) => `Changed when new suppliers and customers are made in the books: ${choice}`,
  ownerArchived: ({ name, handedOver }) =>
    `Archived the owner ${name}${handedOver ? `, and handed over what was open of theirs (${handedOver})` : ''}`,
  ownerChanged: ({ from, to, email }) =>
    [from === to ? `Changed the owner ${to}` : `Renamed the owner ${from} to ${to}`, email && `e-mail: ${email}`]
      .filter(Boolean)
      .join('; '),
  ownerMade: ({ name }) => `Made the owner ${name}`,
  ownerRestored: ({ name }) => `Restored the owner ${name}`,
  passkeyAdded: ({ name }) => `Added the passkey “${name}”`,
  passkeyRemoved: ({ name }) => `Removed the passkey “${name}”`,
  passkeyRenamed: ({ from, to }) => `Renamed the passkey “${from}” to “${to}”`,
  passwordChanged: () => 'Changed the password',
  passwordReset: () => 'Chose a new password with a link',
  providerLinked: ({ email }) => `Linked the account ${email} at the provider`,
  providerUnlinked: ({ email }) => `Unlinked the account ${email} at the provider`,
  publishingDefaultsChanged: ({ defaults }) => `Changed what new items begin with: ${defaults}`,
  recoveryCodesMade: () => 'Made new recovery codes',
  recoveryCodeUsed: ({ left }) => `Used a recovery code; ${left} left`,
  resetAsked: ({ by }) =>
    by === 'operator'
      ? 'An operator made a link to choose a new password'
      : 'Asked for a link to choose a new password',
  roleChanged: ({ name, from, to }) => `Changed the role of ${name} from ${from} to ${to}`,
  ruleChanged: ({ name, what }) => `Changed the rule ${name}: ${what}`,
  ruleDeleted: ({ name, what }) => `Deleted the rule ${name}: ${what}`,
  ruleMade: ({ name, what }) => `Made the rule ${name}: ${what}`,
  ruleOff: ({ name }) => `Turned the rule ${name} off`,
  ruleOn: ({ name }) => `Turned the rule ${name} on`,
  ruleResumed: ({ name }) => `Let the rule ${name} act again in all that it sets`,
  ruleRestored: ({ name }) => `Brought the deleted rule ${name} back`,
  ruleSteppedBack: ({ name, what, items }) =>
    `The rule ${name} stepped back from ${what}: people chose otherwise in the items ${items}`,
  scheduledExportChanged: ({ name, what }) => `Changed the scheduled export ${name}: ${what}`,
  sessionEnded: ({ device }) => (device ? `Ended the session of ${device}` : 'Ended all other sessions'),
  signedIn: ({ method }) => (method === 'passkey' ? 'Signed in with a passkey' : 'Signed in'),
  signedOut: () => 'Signed out',
  signInRefused: () => 'Somebody typed a wrong password',
  taxSettingsChanged: ({ choices }) => `Changed the tax settings: ${choices}`,
  twoFactorOff: () => 'Turned two-factor sign-in off',
  twoFactorOn: () => 'Turned two-factor sign-in on',
  twoFactorOptional: () => 'Let members sign in without two factors',
  twoFactorRequired: () => 'Asked all members for two-factor sign-in',
} satisfies Record<string, (detail: AuditDetail) => string>;

export type AuditAction = keyof typeof sentences;

/** The entry as people read it. One that an older or a newer version wrote keeps its name. */
export function auditSentence(action: string, detail: AuditDetail): string {
  const known: Record<string, (detail: AuditDetail) => string> = sentences;
  const told = Object.fromEntries(Object.entries(detail).map(([name, text]) => [name, isolated(text)]));
  return Object.hasOwn(known, action) ? (known[action]?.(told) ?? action) : action;
}
