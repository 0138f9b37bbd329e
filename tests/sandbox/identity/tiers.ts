/** What an app may do on each of Xero's price tiers: organisations connected, and calls to each of them in a day. */
export const TIERS = {
  starter: { connections: 5, callsPerDay: 1000 },
  core: { connections: 50, callsPerDay: 5000 },
  plus: { connections: 1000, callsPerDay: 5000 },
  advanced: { connections: 10_000, callsPerDay: 5000 },
} as const;

export type Tier = keyof typeof TIERS;

export const TIER_NAMES = Object.keys(TIERS) as [Tier, ...Tier[]];
