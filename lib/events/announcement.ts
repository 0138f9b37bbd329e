/** What pages show live. */
export const topics = ['items', 'sync', 'connection', 'mail', 'team', 'notices', 'exports'] as const;
export type Topic = (typeof topics)[number];

/** Says only that something changed; the page asks for it anew, with its own rights. */
export type Announcement = {
  businessId: string;
  topic: Topic;
  /** Of the item, connection or mail, or of the person whose place in the business or notices it is; null when about several. */
  id: string | null;
  /** The item's, after the change. */
  revision?: number;
  /** The open page that asked for it: `BusinessScope.origin`. */
  origin?: string | undefined;
};

/** An announcement in the log. Numbers count up, but those of transactions side by side may come out of order. */
export type LoggedEvent = {
  number: number;
  businessId: string;
  topic: Topic;
  id: string | null;
  revision: number | null;
  origin: string | null;
};

/** An event as an open page is told it. */
export type LiveEvent = {
  number: number;
  /** Null: anything may have changed. */
  topic: Topic | null;
  id: string | null;
  /** The visit of the tab that is told, when it asked for it: lib/domain/tab-id.ts. */
  visit: number | null;
  /** From the log, in the order of the numbers; the others come in the order in which they took effect. */
  isReplayed: boolean;
};
