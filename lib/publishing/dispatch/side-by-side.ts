import type { OpenLedger } from '#lib/connections/opened-ledger.ts';
import type { Result } from '#lib/domain/result.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import type { Planned } from './step-rules.ts';

/** Requests under way in a process, of all connections: each may hold a document in memory. */
const MOST_IN_A_PROCESS = 100;

/** Places that are given in the order in which they were asked for. */
class Places {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async take(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  giveBack(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}

// One connection asks for few at a time, and waits in line again for the next: so all come forward alike.
const inTheProcess = new Places(MOST_IN_A_PROCESS);

/**
 * The requests that one drain makes at once: as many as the ledger takes for an organisation. Once it takes no more,
 * nothing new begins.
 */
export class Calls {
  readonly ledger: OpenLedger;
  readonly #ofTheDrain: Places;
  /** Why nothing new begins; what is under way ends. */
  stop: LedgerError | null = null;

  constructor(ledger: OpenLedger, atOnce: number) {
    this.ledger = ledger;
    this.#ofTheDrain = new Places(atOnce);
  }

  /** Does it when a place is free, and keeps what stops the drain. Null when it was stopped before its turn. */
  async inTurn(work: () => Promise<LedgerError | null>): Promise<LedgerError | null> {
    await this.take();
    try {
      if (!this.stop) this.stop ??= await work();
      return this.stop;
    } finally {
      this.giveBack();
    }
  }

  async take(): Promise<void> {
    await this.#ofTheDrain.take();
    await inTheProcess.take();
  }

  giveBack(): void {
    inTheProcess.giveBack();
    this.#ofTheDrain.giveBack();
  }
}

/**
 * Carries out what is planned, side by side: each is planned when there is a place and a call for it, so that few
 * documents are in memory. Those of one publication go one after the other. Ends when all that began has ended; gives the
 * error that stopped it, and throws the first fault.
 */
export async function sideBySide<T>(
  calls: Calls,
  plans: AsyncIterable<Result<Planned<T>, LedgerError>>,
  carryOut: (planned: Result<Planned<T>, LedgerError>) => Promise<LedgerError | null>,
): Promise<LedgerError | null> {
  const iterator = plans[Symbol.asyncIterator]();
  const running = new Set<Promise<void>>();
  const lastOf = new Map<string, Promise<void>>();
  const faults: unknown[] = [];
  while (faults.length === 0 && !calls.stop) {
    const next = await planNext();
    if (!next) break;
    const { planned } = next;
    const publicationIds = planned.ok ? planned.value.members.map(({ step }) => step.publicationId) : [];
    const before = Promise.all(publicationIds.flatMap((id) => lastOf.get(id) ?? []));
    const task = before
      .then(() => carryOut(planned))
      .then(
        (stop) => {
          calls.stop ??= stop;
        },
        (fault) => {
          faults.push(fault);
        },
      )
      .finally(() => {
        running.delete(task);
        calls.giveBack();
      });
    running.add(task);
    for (const id of publicationIds) lastOf.set(id, task);
  }
  await Promise.all(running);
  await iterator.return?.();
  if (faults.length > 0) throw faults[0];
  return calls.stop;

  /** Null when nothing is left, or nothing new may begin; a place is taken otherwise. */
  async function planNext() {
    await calls.take();
    let isTaken = false;
    try {
      if (calls.stop || faults.length > 0) return null;
      const reserved = await calls.ledger.reserveCall();
      if (!reserved.ok) {
        calls.stop ??= reserved.error;
        return null;
      }
      const { done, value: planned } = await iterator.next();
      if (done) {
        await calls.ledger.giveBackCall();
        return null;
      }
      isTaken = true;
      return { planned };
    } catch (fault) {
      faults.push(fault);
      return null;
    } finally {
      if (!isTaken) calls.giveBack();
    }
  }
}
