/** All are at least 1. */
export type QueueLimits = {
  /** Tasks that run at the same time. */
  running: number;
  waiting: number;
  waitingPerKey: number;
};

/** A task whose turn has come: whose it is, and whether it is known to be slow. */
export type Turn<T> = { key: string; task: T; isSlow: boolean };

/**
 * Tasks of several people, taken in turns: one of each, round and round, however many somebody has. Nobody's tasks run
 * on all places at once, so that who comes next need not wait for the end of somebody else's. Of those known to be slow
 * one of each person runs at a time, and one place is kept from them, so that nobody's others wait behind them. Where
 * there are two places, a slow one and another of the same person may have both. Pure: it runs nothing itself.
 */
export class FairQueue<T> {
  private readonly limits: QueueLimits;
  /** By key, in the order of their turns. No list is empty. */
  private readonly waiting = new Map<string, Turn<T>[]>();
  private readonly running: Pick<Turn<T>, 'key' | 'isSlow'>[] = [];

  constructor(limits: QueueLimits) {
    this.limits = limits;
  }

  /** False, and nothing is added, when too many wait already: of this key, or of all. */
  add(key: string, task: T): boolean {
    const own = this.waiting.get(key)?.length ?? 0;
    const all = [...this.waiting.values()].reduce((count, turns) => count + turns.length, 0);
    if (own >= this.limits.waitingPerKey || all >= this.limits.waiting) return false;
    this.wait({ key, task, isSlow: false });
    return true;
  }

  /** One that ran and turned out to be slow waits again. It was let in before. */
  addSlow(key: string, task: T): void {
    this.wait({ key, task, isSlow: true });
  }

  /** The next task, which runs from now until `finish`; null when none may run now. */
  take(): Turn<T> | null {
    if (this.running.length >= this.limits.running) return null;
    for (const [key, turns] of this.waiting) {
      const turn = turns.find((each) => this.mayRun(each));
      if (!turn) continue;
      // Whoever has more comes after all others.
      this.waiting.delete(key);
      if (turns.length > 1) {
        this.waiting.set(
          key,
          turns.filter((each) => each !== turn),
        );
      }
      this.running.push(turn);
      return turn;
    }
    return null;
  }

  finish({ key, isSlow }: Pick<Turn<T>, 'key' | 'isSlow'>): void {
    const index = this.running.findIndex((each) => each.key === key && each.isSlow === isSlow);
    if (index >= 0) this.running.splice(index, 1);
  }

  private wait(turn: Turn<T>): void {
    this.waiting.set(turn.key, [...(this.waiting.get(turn.key) ?? []), turn]);
  }

  private mayRun({ key, isSlow }: Turn<T>): boolean {
    const places = this.limits.running;
    const slow = this.running.filter((each) => each.isSlow);
    const ownSlow = slow.filter((each) => each.key === key).length;
    const ownQuick = this.running.filter((each) => each.key === key && !each.isSlow).length;
    return isSlow
      ? ownSlow === 0 && slow.length < Math.max(1, places - 1) && ownQuick <= Math.max(1, places - 2)
      : ownQuick < Math.max(1, places - 1 - ownSlow);
  }
}
