/** What pages show live. */
export const topics = ['items', 'sync', 'connection'] as const;
export type Topic = (typeof topics)[number];

/** Says only that something changed; the page asks for it anew, with its own rights. */
export type Announcement = { businessId: string; topic: Topic; id: string | null };
