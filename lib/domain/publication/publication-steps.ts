import type { LedgerChange, LedgerOperation, PublicationState } from './publication.ts';

/**
 * One thing to do for a publication, which may have several of a kind. Each is a request of its own to the ledger. An
 * `UNDO` takes back a payment or an allocation of a document that is to end.
 */
export const stepKinds = ['CONTACT', 'UNDO', 'DOCUMENT', 'ATTACHMENT', 'PAYMENT', 'ALLOCATION', 'NOTE'] as const;
export type StepKind = (typeof stepKinds)[number];

/**
 * The states of a step.
 *
 * - `PENDING`: nothing of it is at the ledger, and nothing is on its way.
 * - `SENDING`: a request that holds it is stored and may have left.
 * - `UNCERTAIN`: it was sent, and no answer tells what became of it. dispatch.ts says how that is settled.
 * - `DONE`: the ledger has it.
 * - `FAILED`: the ledger refused it, or it was given up; its error says why.
 * - `CANCELLED`: its turn never came, since the publication was cancelled or refused before.
 */
export const stepStates = ['PENDING', 'SENDING', 'UNCERTAIN', 'DONE', 'FAILED', 'CANCELLED'] as const;
export type StepState = (typeof stepStates)[number];

const successors: Record<StepState, readonly StepState[]> = {
  // Done without a request: the contact was found by a refresh, the document is as asked already.
  PENDING: ['PENDING', 'SENDING', 'DONE', 'FAILED', 'CANCELLED'],
  SENDING: ['DONE', 'FAILED', 'UNCERTAIN', 'PENDING'],
  UNCERTAIN: ['UNCERTAIN', 'DONE', 'FAILED', 'PENDING'],
  DONE: [],
  // Only a person leads back from here, who asks for what follows a document to be tried again, or left: retry-following.ts.
  FAILED: [],
  CANCELLED: [],
};

export function mayBecome(from: StepState, to: StepState): boolean {
  return successors[from].includes(to);
}

/** The states that may become `to`: the condition of every update, so that no late answer undoes a newer truth. */
export function statesBefore(to: StepState): StepState[] {
  return stepStates.filter((from) => mayBecome(from, to));
}

export const openStepStates = ['PENDING', 'SENDING', 'UNCERTAIN'] as const satisfies readonly StepState[];

export function isOpen({ state }: { state: StepState }): boolean {
  return (openStepStates as readonly StepState[]).includes(state);
}

/** Without these there is no document: what comes after waits for them, and their failure is the publication's. */
export const decisiveKinds = ['CONTACT', 'UNDO', 'DOCUMENT'] as const satisfies readonly StepKind[];

export function isDecisive({ kind }: { kind: StepKind }): boolean {
  return (decisiveKinds as readonly StepKind[]).includes(kind);
}

type Step = { kind: StepKind; state: StepState };

/** Where a publication stands, given its steps. A change of something published ends as that something does. */
export function publicationState(operation: LedgerOperation, steps: readonly Step[]): PublicationState {
  const document = steps.find(({ kind }) => kind === 'DOCUMENT');
  if (!document) throw new RangeError('A publication has a document to publish');
  if (steps.some((step) => isDecisive(step) && step.state === 'FAILED')) return 'REJECTED';
  switch (document.state) {
    case 'PENDING':
      return undoneSoFar(steps);
    case 'DONE':
      if (operation === 'VOID') return 'VOIDED';
      if (operation === 'DELETE') return 'DELETED';
      return steps.some(isOpen) ? 'POSTED' : 'COMPLETE';
    case 'FAILED':
      return 'REJECTED';
    default:
      return document.state;
  }
}

/** Once something is taken back, or may have been, it can no longer be cancelled. */
function undoneSoFar(steps: readonly Step[]): PublicationState {
  const undos = steps.filter(({ kind }) => kind === 'UNDO');
  if (undos.some(({ state }) => state === 'UNCERTAIN')) return 'UNCERTAIN';
  return undos.some(({ state }) => state === 'SENDING' || state === 'DONE') ? 'SENDING' : 'QUEUED';
}

/** What becomes of a publication once the change of what it made is done. */
export const endOfChanged: Record<LedgerChange, PublicationState> = {
  UPDATE: 'SUPERSEDED',
  VOID: 'VOIDED',
  DELETE: 'DELETED',
};

/** What follows a document, the weightiest first: how it is paid, what it is set against, its files, the link back. */
export const followingKinds = ['PAYMENT', 'ALLOCATION', 'ATTACHMENT', 'NOTE'] as const satisfies readonly StepKind[];
export type FollowingKind = (typeof followingKinds)[number];

/** How a publication's steps of one kind stand together. `late`: at least one try was in vain, and it is tried again. */
export type FollowingState = 'none' | 'pending' | 'late' | 'done' | 'failed' | 'cancelled';

export function followingState(steps: readonly (Step & { attempts: number })[], of: FollowingKind): FollowingState {
  const concerned = steps.filter(({ kind }) => kind === of);
  if (concerned.length === 0) return 'none';
  const open = concerned.filter(isOpen);
  if (open.some(({ state, attempts }) => attempts > 0 || state === 'UNCERTAIN')) return 'late';
  if (open.length > 0) return 'pending';
  if (concerned.some(({ state }) => state === 'FAILED')) return 'failed';
  return concerned.some(({ state }) => state === 'DONE') ? 'done' : 'cancelled';
}

/** The states of all that follows a document. */
export function followingStates(
  steps: readonly (Step & { attempts: number })[],
): Record<FollowingKind, FollowingState> {
  return {
    PAYMENT: followingState(steps, 'PAYMENT'),
    ALLOCATION: followingState(steps, 'ALLOCATION'),
    ATTACHMENT: followingState(steps, 'ATTACHMENT'),
    NOTE: followingState(steps, 'NOTE'),
  };
}

/** When the next of the steps whose turn it is goes on; null when one may at once, or none is left. */
export function goesOnAt(steps: readonly (Step & { position: number; notBefore: Date | null })[]): Date | null {
  const due = steps.filter(
    (step) =>
      isOpen(step) &&
      !steps.some((other) => other.position < step.position && isDecisive(other) && other.state !== 'DONE'),
  );
  const [first, ...others] = due.map(({ notBefore }) => notBefore?.getTime() ?? 0);
  const at = first === undefined ? 0 : Math.min(first, ...others);
  return at === 0 ? null : new Date(at);
}
