import { cache } from 'react';
import { newestEvent } from '#lib/events/read-log.ts';

/** `newestEvent`, once for all parts of a page. Asked for before their data, which are then at least as new. */
export const newestAtDrawing = cache(newestEvent);
