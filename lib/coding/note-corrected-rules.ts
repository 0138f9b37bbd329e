import type { Db } from '#lib/db.ts';
import type { Provenance, Source } from '#lib/domain/coding/provenance.ts';
import type { FormerSources } from './item-provenance.ts';

/**
 * Marks the rules whose values somebody has changed: whoever asks them next judges first whether they step back. The mark
 * alone is made here, since judging takes more than an edit should.
 */
export async function noteCorrectedRules(
  db: Db,
  businessId: string,
  former: ReadonlyMap<unknown, FormerSources>,
): Promise<void> {
  const ids = new Set(
    [...former.values()].flatMap(({ source, rows = {} }) => [source, ...sourcesIn(rows)].flatMap(ruleOf)),
  );
  if (ids.size === 0) return;
  await db.rule.updateMany({
    where: { businessId, id: { in: [...ids] }, deletedAt: null },
    data: { correctedAt: new Date() },
  });
}

const sourcesIn = (rows: Readonly<Record<string, Provenance>>): Source[] =>
  Object.values(rows).flatMap((sources) => Object.values(sources));

const ruleOf = (source: Source | null): string[] => (source?.by === 'rule' && source.id ? [source.id] : []);
