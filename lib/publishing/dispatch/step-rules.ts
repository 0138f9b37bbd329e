import type { Db } from '#lib/db.ts';
import type { Comparison } from '#lib/domain/publication/comparison.ts';
import type { StepKind } from '#lib/domain/publication/publication-steps.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Ledger, LedgerResult } from '#lib/ledger/ledger.ts';
import type { LedgerError, LedgerReason } from '#lib/ledger/ledger-error.ts';
import type { Dispatch } from '#prisma/generated/client.ts';
import type { Lease } from '../lease.ts';
import type { OpenStep } from '../open-step.ts';
import type { EventLine } from '../publication-events.ts';
import type { Calls } from './side-by-side.ts';

/** What a drain works with: one connection's books, under its lease. */
export type Drain = { ledger: Ledger; lease: Lease; businessId: string; calls: Calls };

/** A step in a request, with what it is about, as the kind of step has it. */
export type Member<T> = { step: OpenStep; subject: T };

/** A request's content: its exact body, or for an attachment the document's bytes, which are stored already. */
export type Content = { body: string } | { bytes: Buffer };

/** A request to make. A `comparison` where what it does can be told by the ledger's present state alone. */
export type Planned<T> = { members: Member<T>[]; content: Content; comparison?: Comparison };

/** What the ledger said of one step. */
export type Outcome<R> = { ok: true; result: R } | { ok: false; reasons: LedgerReason[] };

/** What was found about a step whose answer got lost. */
export type LookedUp<R> =
  | { found: 'done'; result: R }
  /** Surely not there: it is sent anew. */
  | { found: 'absent' }
  /** It can neither be found nor sent anew. */
  | { found: 'refused'; reasons: LedgerReason[] };

/**
 * What a kind of step has of its own. Everything else is the protocol, written once for all kinds: a request is stored,
 * then sent, then its answer read and recorded; sent again while its key holds; looked up afterwards.
 *
 * `T` is what a step is about, `R` what the ledger gives back for it. What is thrown is a fault of ours.
 */
export type StepRules<T, R> = {
  kind: StepKind;
  /** Whether a request is about one thing, whoever waits for it: its refusal is then the refusal of each step in it. */
  isOneThing: boolean;
  /** Tries that ended without a verdict, each looked up, before a step is given up. */
  maxAttempts: number;
  /** Said when it is given up. */
  noVerdict: LedgerReason;
  /** Said when its answer got lost, and what it is about can no longer be read. */
  unreadable: LedgerReason;

  /**
   * The requests to make for these steps, planned one by one and sent side by side, save those of one publication. A step
   * that needs none, or can't go, is recorded here and left out. An error ends the work for now: the ledger takes no more
   * calls.
   */
  plan(drain: Drain, steps: OpenStep[]): AsyncIterable<Result<Planned<T>, LedgerError>>;
  /** What steps of an earlier request are about; null for what can no longer be read. */
  subjects(drain: Drain, steps: OpenStep[]): Promise<(T | null)[]>;
  /** Whether these members, of all that the request has, still make the very same request. */
  isWhole(dispatch: Dispatch, members: Member<T>[], memberCount: number): boolean;
  /** Makes the call; one outcome per member, in order. */
  send(ledger: Ledger, members: Member<T>[], request: StoredBody): LedgerResult<Outcome<R>[]>;
  /** Finds out in the ledger what became of a request, for one of its members. */
  lookUp(drain: Drain, member: Member<T>, dispatch: Dispatch): LedgerResult<LookedUp<R>>;
  /** Why a request as a whole was refused. */
  reasonsOf(error: LedgerError): LedgerReason[];

  /** The id at the ledger of what was made, where it has one. */
  ledgerIdOf(result: R): string | null;
  /** What it means that a step is done, inside the transaction that records it. */
  done(transaction: Db, step: OpenStep, result: R): Promise<void>;
  /** The same of many at once, in as few statements. */
  doneTogether?(transaction: Db, done: { step: OpenStep; result: R }[]): Promise<void>;
  /**
   * Of a step whose being done means no more than a line of the item's history, which `done` then writes: that line, null
   * where nobody needs to be told.
   */
  told?(step: OpenStep, result: R): EventLine | null;
  /** What it means that a step failed, inside the transaction that records it. */
  failed(transaction: Db, step: OpenStep, reasons: LedgerReason[], by: RefusedBy): Promise<void>;
};

/** What our own rules refused stands while they say the same; of the ledger's reasons, only some can be told by our lists. */
export type RefusedBy = 'ledger' | 'rules';

/** A stored request as it is sent; the body is null where the content is a document's bytes. */
export type StoredBody = { idempotencyKey: string; body: string | null };
