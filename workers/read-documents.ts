import { readWaiting } from '#lib/extraction/read-waiting.ts';
import type { Handlers } from './lanes.ts';

export const readDocuments: Handlers['read-documents'] = (_payload, { signal }) => readWaiting({ signal });
