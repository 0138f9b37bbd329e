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
  /** The app that called, where a good token told it. */
  appId: string | undefined;
  requestHeaders: Record<string, string>;
  requestBody: string;
  status: number;
  answerHeaders: Record<string, string>;
  answerBody: string;
  milliseconds: number;
  /** What a fault did to this call, if one did. */
  fault: string | undefined;
}

const MOST_CALLS = 2000;
const MOST_CHARACTERS = 250_000;

/** How often an app called an endpoint for one organisation on one day of the sandbox's clock. */
export interface CallCount {
  tenantId: string | undefined;
  method: string;
  endpoint: string;
  calls: number;
  /** Of them, those refused for a limit. */
  refused: number;
}

/** The last calls made to the identity service and to the API. In memory only: it is a view, not a truth. */
export class CallLog {
  #calls: LoggedCall[] = [];
  #nextId = 1;
  #day = '';
  #counts = new Map<string, CallCount>();

  /** `day` is the sandbox's own, `YYYY-MM-DD`. */
  add(call: Omit<LoggedCall, 'id'>, day: string): void {
    this.#count(call, day);
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

  /** The calls of a day, the most frequent first. Only the day of the last call is kept. */
  countsOn(day: string): CallCount[] {
    return day === this.#day ? [...this.#counts.values()].sort((a, b) => b.calls - a.calls) : [];
  }

  clear(): void {
    this.#calls = [];
    this.#counts.clear();
  }

  #count({ tenantId, method, endpoint, path, status }: Omit<LoggedCall, 'id'>, day: string): void {
    if (day !== this.#day) {
      this.#day = day;
      this.#counts.clear();
    }
    const name = endpoint ?? path;
    const key = `${tenantId} ${method} ${name}`;
    const count = this.#counts.get(key) ?? { tenantId, method, endpoint: name, calls: 0, refused: 0 };
    count.calls += 1;
    if (status === 429) count.refused += 1;
    this.#counts.set(key, count);
  }
}
