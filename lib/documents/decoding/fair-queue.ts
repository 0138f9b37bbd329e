/** All are at least 1. */
export type QueueLimits = {
  /** Tasks that run at the same time. */
  running: number;
  waiting: number;
  waitingPerKey: number;
};

/**
 * Tasks of several people, taken in turns: one of each, round and round, however many somebody has. Nobody's tasks run
 * on all places at once, so that who comes next need not wait for the end of somebody else's. Pure: it runs nothing
 * itself.
 */
export class FairQueue<T> {
  private readonly limits: QueueLimits;
  /** By key, in the order of their turns. No list is empty. */
  private readonly waiting = new Map<string, T[]>();
  /** By key; none is zero. */
  private readonly running = new Map<string, number>();

  constructor(limits: QueueLimits) {
    this.limits = limits;
  }

  /** False, and nothing is added, when too many wait already: of this key, or of all. */
  add(key: string, task: T): boolean {
    const own = this.waiting.get(key) ?? [];
    if (
      own.length >= this.limits.waitingPerKey ||
      total(this.waiting, (tasks) => tasks.length) >= this.limits.waiting
    ) {
      return false;
    }
    own.push(task);
    this.waiting.set(key, own);
    return true;
  }

  /** The next task, which runs from now until `finish(key)`; null when none may run now. */
  take(): { key: string; task: T } | null {
    if (total(this.running, (count) => count) >= this.limits.running) return null;
    const perKey = Math.max(1, this.limits.running - 1);
    for (const [key, tasks] of this.waiting) {
      const ownRunning = this.running.get(key) ?? 0;
      const [task] = tasks;
      if (ownRunning >= perKey || task === undefined) continue;
      // Whoever has more comes after all others.
      this.waiting.delete(key);
      if (tasks.length > 1) this.waiting.set(key, tasks.slice(1));
      this.running.set(key, ownRunning + 1);
      return { key, task };
    }
    return null;
  }

  finish(key: string): void {
    const left = (this.running.get(key) ?? 0) - 1;
    if (left > 0) this.running.set(key, left);
    else this.running.delete(key);
  }
}

function total<V>(map: ReadonlyMap<string, V>, count: (value: V) => number): number {
  let sum = 0;
  for (const value of map.values()) sum += count(value);
  return sum;
}
