import { MAX_ALTERNATIVES, type Place, type ReadSource } from './reading.ts';

/** A value that a field may have, with what speaks for it. */
export type Candidate<V> = { value: V; score: number; place: Place | null; sureness: number };

export type Found<V> = {
  value: V;
  confidence: number;
  source: ReadSource;
  place: Place | null;
  alternatives: Omit<Found<V>, 'alternatives'>[];
};

/**
 * The best of several candidates, with others behind it. How sure it is comes from its score, `sure` being one that is
 * right nearly always, from how far the next lies behind, and from how sure the reader was of the letters.
 */
export function bestOf<V>(
  candidates: Candidate<V>[],
  sure: number,
  source: ReadSource,
  key: (value: V) => string = String,
): Found<V> | null {
  const byValue = new Map<string, Candidate<V>>();
  for (const candidate of candidates) {
    const known = byValue.get(key(candidate.value));
    if (!known || known.score < candidate.score) byValue.set(key(candidate.value), candidate);
  }
  const sorted = [...byValue.values()].sort((one, other) => other.score - one.score);
  const [best, ...others] = sorted;
  if (!best) return null;
  const next = others[0];
  const lead = next ? Math.min(1, Math.max(0.5, 0.6 + (best.score - next.score) / (sure / 2))) : 1;
  return {
    ...toFound(best, lead),
    alternatives: others
      .filter(({ score }) => score > 0)
      .slice(0, MAX_ALTERNATIVES)
      .map((other) => toFound(other, 0.5)),
  };

  function toFound({ value, score, place, sureness }: Candidate<V>, share: number): Omit<Found<V>, 'alternatives'> {
    const confidence = Math.max(0.02, Math.min(0.99, (score / sure) * share * Math.min(1, sureness + 0.05)));
    return { value, confidence: Math.round(confidence * 100) / 100, source, place };
  }
}
