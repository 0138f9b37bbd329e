import type { Entity } from '../storage/table.ts';
import type { Tier } from './tiers.ts';

/** An app registered with the sandbox: what a developer would register at developer.xero.com. The id is its client id. */
export interface App extends Entity {
  /** A mobile or desktop app has none: it proves itself by PKCE. */
  secret: string | undefined;
  name: string;
  /** Exact addresses. Empty: any address on localhost, whatever its port. */
  redirectUris: string[];
  /** Decides the calls per organisation and day, and how many organisations may be connected. */
  tier: Tier;
  /** Calls over all organisations in a minute; Xero's limit unless a benchmark needs another. */
  callsPerMinute: number;
  /** A custom connection: the app acts by itself, for one organisation, in the name of who authorised it. */
  custom?: { organisationId: string; userId: string } | undefined;
}

export interface User extends Entity {
  email: string;
  password: string;
  givenName: string;
  familyName: string;
}

/** A person signed in to the website, in one browser. The id is the cookie. */
export interface BrowserSession extends Entity {
  userId: string;
  /** By the machine's clock, as clients judge it by theirs. */
  signedInAt: number;
}

/** What a user has allowed an app. The id is `appId:userId`. */
export interface Grant extends Entity {
  appId: string;
  userId: string;
  scopes: string[];
  /** Counts how often the access tokens were cut off: those of an earlier generation are refused. */
  generation: number;
  cutOffAt: number;
}

export interface AuthorizationCode extends Entity {
  appId: string;
  userId: string;
  scopes: string[];
  redirectUri: string;
  codeChallenge: string | undefined;
  nonce: string | undefined;
  authEventId: string;
  sessionId: string;
  signedInAt: number;
  expiresAt: number;
  used: boolean;
}

export interface RefreshToken extends Entity {
  appId: string;
  userId: string;
  scopes: string[];
  authEventId: string;
  sessionId: string;
  signedInAt: number;
  expiresAt: number;
  /** When it was exchanged for a newer one; it still works for the grace period. */
  rotatedAt: number | undefined;
}

/** One organisation that one user has connected to one app. */
export interface Connection extends Entity {
  appId: string;
  userId: string;
  organisationId: string;
  authEventId: string;
  createdAt: number;
  updatedAt: number;
}
