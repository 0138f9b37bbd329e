/** The outcome of something that may fail in ways its caller must handle. */
export type Result<T, E = Failure> = { ok: true; value: T } | { ok: false; error: E };

/**
 * An expected failure, ready to be shown. `message` says what happened, what was not lost and what to do.
 * `fields` puts a message at each input it is about.
 */
export type Failure = {
  code: string;
  message: string;
  fields?: Record<string, string>;
  /** Facts that the page needs to offer a way on, such as the values of somebody else's edit. */
  detail?: unknown;
};

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const fail = <E>(error: E): { ok: false; error: E } => ({ ok: false, error });

/** A failure made of its parts, for the common case. */
export function failure(code: string, message: string, extra: Omit<Failure, 'code' | 'message'> = {}) {
  return fail<Failure>({ code, message, ...extra });
}
