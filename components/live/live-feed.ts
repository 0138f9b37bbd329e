import type { LiveEvent, Topic } from '#lib/events/announcement.ts';

/** Which events concern a part of the page: for each topic those about one row, or all of them. */
export type Interest = { [topic in Topic]?: string | 'any' | undefined };

type Part = { interest: Interest; visit: number; isOutOfDate: boolean };

const REMEMBERED = 500;

/**
 * What this tab has been told since it was loaded, and which parts of the page that concerns. Parts come and go as one
 * moves about: one that comes is told what its drawing may have missed, one's own changes included, since it is not
 * this drawing that showed them.
 */
export class LiveFeed {
  /** The first entry stands for all that came before it. */
  private told: LiveEvent[];
  private readonly parts = new Set<Part>();
  private readonly hearers = new Set<(event: LiveEvent) => void>();
  private readonly onOutOfDate: () => void;

  /** `since` is the newest event at the drawing of the page that was loaded. */
  constructor(since: number, onOutOfDate: () => void) {
    this.told = [anything(since)];
    this.onOutOfDate = onOutOfDate;
  }

  tell(event: LiveEvent): void {
    if (this.told.some(({ number, topic }) => number === event.number && topic === event.topic)) return;
    this.told.push(event);
    if (this.told.length > REMEMBERED) {
      const forgotten = this.told.splice(0, this.told.length - REMEMBERED + 1).at(-1);
      if (forgotten) this.told.unshift(anything(forgotten.number));
    }
    const news = [...this.parts].filter(({ visit }) => event.visit === null || event.visit < visit);
    this.mark([event], news);
    for (const hear of this.hearers) hear(event);
  }

  /** For what is no part of a page: told of each event as it comes. Gives what ends that. */
  hear(hearer: (event: LiveEvent) => void): () => void {
    this.hearers.add(hearer);
    return () => {
      this.hearers.delete(hearer);
    };
  }

  /** A change of this tab's own that no part of the page shows yet, before the server tells of it. */
  changed(topic: Topic): void {
    const change: LiveEvent = { number: 0, topic, id: null, visit: null, isReplayed: false };
    this.mark([change], [...this.parts]);
  }

  /**
   * `drawnAt` is the newest event when the server began to draw the part. It shows by itself what this tab asks for
   * from the visit on. Gives what takes it off again.
   */
  join(interest: Interest, drawnAt: number, visit: number): () => void {
    const part = { interest, visit, isOutOfDate: false };
    this.parts.add(part);
    this.mark(missedSince(this.told, drawnAt), [part]);
    return () => {
      this.parts.delete(part);
    };
  }

  /** Whether some part is out of date; from now on all count as shown. */
  take(): boolean {
    const parts = [...this.parts].filter(({ isOutOfDate }) => isOutOfDate);
    for (const part of parts) part.isOutOfDate = false;
    return parts.length > 0;
  }

  private mark(events: readonly LiveEvent[], parts: Part[]): void {
    const concerned = parts.filter(({ interest }) => events.some((event) => concerns(event, interest)));
    for (const part of concerned) part.isOutOfDate = true;
    if (concerned.length > 0) this.onOutOfDate();
  }
}

/**
 * Of the events told, those that a part drawn at `drawnAt` may not show. They come in the order in which they took
 * effect, so all after that one; within a replay the order is unknown, so all of the replay.
 */
function missedSince(told: readonly LiveEvent[], drawnAt: number): readonly LiveEvent[] {
  let last = told.findLastIndex(({ number }) => number === drawnAt);
  while (last > 0 && told[last]?.isReplayed) last--;
  if (last >= 0) return told.slice(last + 1);
  // Newer than all that has arrived: drawn after them.
  const isAhead = told.every(({ number }) => number < drawnAt);
  return isAhead ? [] : told;
}

function concerns({ topic, id }: LiveEvent, interest: Interest): boolean {
  if (topic === null) return true;
  const wanted = interest[topic];
  return wanted !== undefined && (wanted === 'any' || id === null || id === wanted);
}

const anything = (number: number): LiveEvent => ({ number, topic: null, id: null, visit: null, isReplayed: false });
