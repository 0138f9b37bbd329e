import { EventEmitter } from 'node:events';
import { Client } from 'pg';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { CHANNEL } from './announce.ts';
import type { Announcement } from './announcement.ts';

const RECONNECT_MS = 2_000;

/** One LISTEN connection per process, shared by all open pages. */
class Listener {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private client: Client | undefined;

  subscribe(businessId: string, onEvent: (announcement: Announcement) => void): () => void {
    this.emitter.on(businessId, onEvent);
    void this.connect();
    return () => this.emitter.off(businessId, onEvent);
  }

  private async connect(): Promise<void> {
    if (this.client) return;
    const client = new Client({ connectionString: env().DATABASE_URL, keepAlive: true });
    this.client = client;
    const again = (error?: unknown) => {
      if (this.client !== client) return;
      this.client = undefined;
      if (error) log.warn({ err: error }, 'live events lost their connection');
      setTimeout(() => void this.connect(), RECONNECT_MS).unref();
    };
    client.on('error', again);
    client.on('end', () => again());
    client.on('notification', ({ payload }) => {
      if (!payload) return;
      const announcement = JSON.parse(payload) as Announcement;
      this.emitter.emit(announcement.businessId, announcement);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      again(error);
    }
  }
}

const held = globalThis as { intrayListener?: Listener };
held.intrayListener ??= new Listener();

/** Calls back for each announcement of the business until the returned function is called. */
export function listen(businessId: string, onEvent: (announcement: Announcement) => void): () => void {
  if (!held.intrayListener) throw new Error('no listener');
  return held.intrayListener.subscribe(businessId, onEvent);
}
