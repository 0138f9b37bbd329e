/** One call as it came and as it was answered. Bodies are text; bytes are shown by their length. */
export interface LoggedCall {
  id: number;
  at: string;
  method: string;
  path: string;
  query: string;
  endpoint: string | undefined;
  tenantId: string | undefined;
  idempotencyKey: string | undefined;
  requestBody: string;
  status: number;
  answerBody: string;
  milliseconds: number;
  /** What a fault did to this call, if one did. */
  fault: string | undefined;
}

const MOST_CALLS = 2000;
const MOST_CHARACTERS = 250_000;

/** The last calls made to the identity service and to the API. In memory only: it is a view, not a truth. */
export class CallLog {
  #calls: LoggedCall[] = [];
  #nextId = 1;

  add(call: Omit<LoggedCall, 'id'>): void {
    this.#calls.push({
      ...call,
      id: this.#nextId++,
      requestBody: call.requestBody.slice(0, MOST_CHARACTERS),
      answerBody: call.answerBody.slice(0, MOST_CHARACTERS),
    });
    if (this.#calls.length > MOST_CALLS * 2) this.#calls = this.#calls.slice(-MOST_CALLS);
  }

  /** Newest last. */
  list(filter: (call: LoggedCall) => boolean = () => true): LoggedCall[] {
    return this.#calls.slice(-MOST_CALLS).filter(filter);
  }

  clear(): void {
    this.#calls = [];
  }
}
