import type { IdempotencyRecord } from './accounting/api/idempotency.ts';
import { CallLimits } from './accounting/api/limits.ts';
import { type Books, openBooks } from './accounting/books.ts';
import type { Organisation } from './accounting/organisations/record.ts';
import type { AppSubscription } from './app-store/record.ts';
import { Clock } from './clock.ts';
import { Faults } from './faults/faults.ts';
import { loadSigningKeys, SIGNING_KEY, type SigningKeys } from './identity/keys.ts';
import type {
  App,
  AuthorizationCode,
  BrowserSession,
  Connection,
  Grant,
  RefreshToken,
  User,
} from './identity/records.ts';
import type { AccessClaims } from './identity/tokens.ts';
import { CallLog } from './server/call-log.ts';
import { Store } from './storage/store.ts';
import type { Table } from './storage/table.ts';
import { collectEvents, type WatchedTable, watchedTables } from './webhooks/collect.ts';
import type { WebhookEvent, WebhookSubscription } from './webhooks/record.ts';

/** The whole sandbox: its books, its people, its clock, and what it remembers of the calls made to it. */
export class Sandbox {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: SigningKeys;
  readonly limits: CallLimits;
  readonly faults = new Faults();
  readonly log = new CallLog();
  /** Tokens whose signature was found good, so that it is computed once. */
  readonly verifiedTokens = new Map<string, AccessClaims>();
  /** The tables of whose changes apps are told. */
  readonly watchedTables = new WeakMap<object, WatchedTable>();
  readonly #books = new Map<string, Books>();
  /** Its own address. Known once the server listens. */
  origin = '';
  /** Who its tokens say has issued them. */
  issuer = '';

  private constructor(store: Store, keys: SigningKeys) {
    this.store = store;
    this.keys = keys;
    this.clock = new Clock(() => store.table('', 'setting'));
    this.limits = new CallLimits(this.clock);
    store.beforeCommit((changes) => collectEvents(this, changes));
  }

  static async open(directory: string): Promise<Sandbox> {
    const store = new Store(directory);
    return new Sandbox(store, await loadSigningKeys(store));
  }

  get apps(): Table<App> {
    return this.store.table('', 'app');
  }

  get users(): Table<User> {
    return this.store.table('', 'user', { email: (user) => user.email.toLowerCase() });
  }

  get sessions(): Table<BrowserSession> {
    return this.store.table('', 'session');
  }

  get grants(): Table<Grant> {
    return this.store.table('', 'grant');
  }

  get codes(): Table<AuthorizationCode> {
    return this.store.table('', 'code');
  }

  get refreshTokens(): Table<RefreshToken> {
    return this.store.table('', 'refresh-token', { grant: (token) => `${token.appId}:${token.userId}` });
  }

  get connections(): Table<Connection> {
    return this.store.table('', 'connection', {
      grant: (connection) => `${connection.appId}:${connection.userId}`,
      organisation: (connection) => connection.organisationId,
    });
  }

  get organisations(): Table<Organisation> {
    return this.store.table('', 'organisation', { shortCode: (organisation) => organisation.shortCode });
  }

  get appSubscriptions(): Table<AppSubscription> {
    const table = this.store.table<AppSubscription>('', 'app-subscription', {
      organisation: (one) => one.organisationId,
    });
    this.watchedTables.set(table, { categoryOf: () => 'SUBSCRIPTION' });
    return table;
  }

  get webhooks(): Table<WebhookSubscription> {
    return this.store.table('', 'webhook');
  }

  get webhookEvents(): Table<WebhookEvent> {
    return this.store.table('', 'webhook-event', { app: (event) => event.appId });
  }

  get idempotency(): Table<IdempotencyRecord> {
    return this.store.table('', 'idempotency');
  }

  /** One organisation's books, read from disk when they are first asked for. */
  books(organisationId: string): Books {
    let books = this.#books.get(organisationId);
    if (!books) {
      books = openBooks(this.store, organisationId);
      this.#books.set(organisationId, books);
      for (const [table, watched] of watchedTables(organisationId, books)) this.watchedTables.set(table, watched);
    }
    return books;
  }

  /** Forgets all books, people, connections and calls; the signing keys stay. */
  clear(): void {
    this.store.clear(SIGNING_KEY);
    this.#books.clear();
    this.verifiedTokens.clear();
    this.limits.clear();
    this.faults.clear();
    this.log.clear();
    this.store.transact(() => this.clock.setOffset(0));
  }

  close(): void {
    this.store.close();
  }
}
