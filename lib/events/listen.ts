import { EventEmitter } from 'node:events';
import { Client } from 'pg';
import { z } from 'zod';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { CHANNEL } from './announce.ts';
import { type LoggedEvent, topics } from './announcement.ts';

export type Subscriber = {
  onEvent: (event: LoggedEvent) => void;
  /** From here on events may be missed: ask the log for them. Nothing is called back after it. */
  onLost: () => void;
};

/** What the channel tells: an event of the log, or that a session has ended (0137_sessions). */
const notification = z.union([
  z.object({ sessionEnded: z.uuid() }),
  z.object({
    number: z.int(),
    businessId: z.string(),
    topic: z.enum(topics),
    id: z.string().nullable(),
    revision: z.int().nullable(),
    origin: z.string().nullable(),
  }) satisfies z.ZodType<LoggedEvent>,
]);

/** One LISTEN connection per process, shared by all open pages; made when the first asks for it. */
class Listener {
  private readonly subscribers = new EventEmitter().setMaxListeners(0);
  private readonly sessions = new EventEmitter().setMaxListeners(0);
  private listening: Promise<void> | undefined;

  async subscribe(businessId: string, { onEvent, onLost }: Subscriber): Promise<() => void> {
    this.listening ??= this.connect();
    await this.listening;
    this.subscribers.on(businessId, onEvent);
    this.subscribers.on(LOST, onLost);
    return () => {
      this.subscribers.off(businessId, onEvent);
      this.subscribers.off(LOST, onLost);
    };
  }

  async subscribeToEnd(sessionId: string, onEnd: () => void): Promise<() => void> {
    this.listening ??= this.connect();
    await this.listening;
    this.sessions.once(sessionId, onEnd);
    return () => this.sessions.off(sessionId, onEnd);
  }

  private async connect(): Promise<void> {
    const client = new Client({ connectionString: env().DATABASE_URL, keepAlive: true });
    let isLost = false;
    const lose = (error?: unknown) => {
      if (isLost) return;
      isLost = true;
      this.listening = undefined;
      log.warn({ err: error }, 'live events lost their connection');
      this.subscribers.emit(LOST);
      this.subscribers.removeAllListeners();
      client.end().catch(() => {});
    };
    client.on('error', lose);
    client.on('end', () => lose());
    client.on('notification', ({ payload }) => {
      if (!payload) return;
      const { success, data: told } = notification.safeParse(JSON.parse(payload));
      if (!success) log.warn({ payload }, 'a live event of another version was left out');
      else if ('sessionEnded' in told) this.sessions.emit(told.sessionEnded);
      else this.subscribers.emit(told.businessId, told);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      lose(error);
      throw error;
    }
  }
}

/** No business has this id. */
const LOST = 'lost';

const held = globalThis as { intrayListener?: Listener };
held.intrayListener ??= new Listener();

/**
 * Calls back for each event of the business from when this resolves, in the order in which they take effect, until the
 * returned function is called. Rejects when the database can't be reached.
 */
export function listen(businessId: string, subscriber: Subscriber): Promise<() => void> {
  if (!held.intrayListener) throw new Error('no listener');
  return held.intrayListener.subscribe(businessId, subscriber);
}

/**
 * Calls back once the session ends, until the returned function is called. The connection may be lost meanwhile: it is
 * for those who also `listen`, and give up with `onLost`.
 */
export function listenForEnd(sessionId: string, onEnd: () => void): Promise<() => void> {
  if (!held.intrayListener) throw new Error('no listener');
  return held.intrayListener.subscribeToEnd(sessionId, onEnd);
}
