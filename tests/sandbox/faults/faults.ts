import type { Request } from '../server/request.ts';

/**
 * What goes wrong. `drop-after` stores the change and then breaks the connection: the caller cannot know. `refuse` refuses
 * single elements of what is written, in words of one's own, and leaves the others alone.
 */
export type FaultKind = 'delay' | 'drop-before' | 'drop-after' | 'status' | 'rubbish' | 'refuse';

export interface Fault {
  id: string;
  kind: FaultKind;
  /** For `delay`. */
  milliseconds: number;
  /** For `status`: 429, 500, 503 or any other. */
  status: number;
  /** For `refuse`: what is said. */
  message?: string | undefined;
  /** For `refuse`: only elements whose JSON contains this text. */
  about?: string | undefined;
  /** Only calls of this method. */
  method?: string | undefined;
  /** Only paths that contain this text, ignoring case. */
  path?: string | undefined;
  tenantId?: string | undefined;
  /** How many more calls it hits; without it, until cleared. */
  remaining?: number | undefined;
  /** The share of matching calls it hits, 0 to 1. */
  share: number;
}

/** The faults that are armed. In memory only: a restart heals. */
export class Faults {
  #faults: Fault[] = [];

  list(): readonly Fault[] {
    return this.#faults;
  }

  add(fault: Omit<Fault, 'id'>): Fault {
    const added = { ...fault, id: crypto.randomUUID() };
    this.#faults.push(added);
    return added;
  }

  remove(id: string): void {
    this.#faults = this.#faults.filter((fault) => fault.id !== id);
  }

  clear(): void {
    this.#faults = [];
  }

  /** The armed fault that hits this call, one use spent: one for the next calls before one that stands, then the older. */
  take(request: Request): Fault | undefined {
    return this.#spend((armed) => armed.kind !== 'refuse' && hits(armed, request));
  }

  /** What the fault that hits this element says of it; `remaining` counts elements. */
  refusalOf(request: Request, element: object): string | undefined {
    const json = JSON.stringify(element);
    const says = ({ kind, about = '' }: Fault) => kind === 'refuse' && json.includes(about);
    return this.#spend((armed) => says(armed) && hits(armed, request))?.message;
  }

  #spend(fits: (fault: Fault) => boolean): Fault | undefined {
    const counted = this.#faults.filter(({ remaining }) => remaining !== undefined);
    const standing = this.#faults.filter(({ remaining }) => remaining === undefined);
    const fault = [...counted, ...standing].find(fits);
    if (fault?.remaining !== undefined) {
      fault.remaining -= 1;
      if (fault.remaining <= 0) this.remove(fault.id);
    }
    return fault;
  }
}

function hits(fault: Fault, request: Request): boolean {
  if (fault.method && fault.method.toUpperCase() !== request.method) return false;
  if (fault.path && !request.path.toLowerCase().includes(fault.path.toLowerCase())) return false;
  if (fault.tenantId && fault.tenantId !== request.headers['xero-tenant-id']) return false;
  return fault.share >= 1 || Math.random() < fault.share;
}
