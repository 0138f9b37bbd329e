import { db } from '#lib/db.ts';
import { inForm, type NumberForm } from '#lib/domain/number-form.ts';
import { capitalised } from '#lib/domain/words.ts';

/** What becomes of an item by itself, as its page tells it. */
export type AutoPublishView =
  | { state: 'waiting' /** ISO instant. */; at: string; because: string }
  | { state: 'held'; texts: string[]; because: string }
  | { state: 'stopped'; byName: string };

/** Null where nothing is to be said: it is not ready, nobody wants it published by itself, or it is not judged yet. */
export async function autoPublishView(
  item: { id: string; businessId: string; revision: number; status: string; place: string },
  numbers: NumberForm,
): Promise<AutoPublishView | null> {
  if (item.status !== 'READY' || item.place !== 'INBOX') return null;
  const [row, setting] = await Promise.all([
    db.autoPublication.findUnique({ where: { itemId: item.id } }),
    db.autoPublishing.findUnique({ where: { businessId: item.businessId }, select: { isOn: true } }),
  ]);
  if (!row || !setting?.isOn) return null;
  if (row.state === 'STOPPED') return { state: 'stopped', byName: row.stoppedByName ?? '' };
  if (row.itemRevision !== item.revision) return null;
  const because = capitalised(inForm(row.because, numbers));
  if (row.state === 'WAITING' && row.publishAt) return { state: 'waiting', at: row.publishAt.toISOString(), because };
  if (row.state !== 'HELD') return null;
  return { state: 'held', texts: row.held.map((text) => inForm(text, numbers)), because };
}
