/** What is usual of amounts: the middle, and how far around it is still usual, both as one to divide or multiply by. */
export type UsualAmount = {
  median: number;
  /** 2 lets half and twice the median through; null where the amounts differ too much to call any of them usual. */
  times: number | null;
};

/** A spread of normally distributed values is this often their median deviation. */
const NORMAL = 1.4826;
/** Spreads that are let through, and so much to either side whatever the spread, since prices change. */
const reaches = {
  NEAR: { spreads: 2, least: Math.log(1.1) },
  USUAL: { spreads: 3, least: Math.log(1.25) },
  FAR: { spreads: 4, least: Math.log(1.6) },
} as const;
const TENFOLD = Math.log(10);

/**
 * Robust, so that one slip of the past changes nothing: the median of the amounts, and their median deviation from it, both
 * of logarithms, since prices differ by parts of themselves. However wide the spread, what is ten times an amount that was
 * usual itself is outside; where that leaves no room, nothing is usual. Null where there are no amounts.
 */
export function usualAmount(amounts: readonly number[], far: keyof typeof reaches = 'USUAL'): UsualAmount | null {
  const logs = amounts.filter((amount) => amount > 0).map(Math.log);
  if (logs.length === 0) return null;
  const middle = medianOf(logs);
  const spread = NORMAL * medianOf(logs.map((value) => Math.abs(value - middle)));
  const { spreads, least } = reaches[far];
  const reach = Math.min(Math.max(spreads * spread, least), TENFOLD - spreads * spread);
  return { median: Math.exp(middle), times: reach >= least ? Math.exp(reach) : null };
}

export function isUsual(amount: number, { median, times }: UsualAmount): boolean {
  return times !== null && amount > 0 && amount <= median * times * SLACK && amount >= median / (times * SLACK);
}

/** Of what is on the edge by a rounding of the logarithms. */
const SLACK = 1 + 1e-9;

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}
