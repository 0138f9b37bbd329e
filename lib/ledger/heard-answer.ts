import { AsyncLocalStorage } from 'node:async_hooks';

/** What a ledger answered to a call, as it came: its status and its body, JSON or text. Never its headers. */
export type HeardAnswer = { status: number; body: unknown };

/** Calls go through clients that hand on what they understood of an answer: whoever wants the rest listens beside them. */
const listeners = new AsyncLocalStorage<(answer: HeardAnswer) => void>();

/** Runs what makes one call, and gives the last answer that came to it beside its outcome; null where none came. */
export async function hearing<T>(work: () => Promise<T>): Promise<{ value: T; heard: HeardAnswer | null }> {
  let heard: HeardAnswer | null = null;
  const value = await listeners.run((answer) => {
    heard = answer;
  }, work);
  return { value, heard };
}

/** For adapters: an answer has come. */
export function noteAnswer(answer: HeardAnswer): void {
  listeners.getStore()?.(answer);
}
