import { drainPublications as drain } from '#lib/publishing/drain-publications.ts';
import type { Handlers } from './lanes.ts';

export const drainPublications: Handlers['drain-publications'] = ({ connectionId }, { signal }) =>
  drain(connectionId, signal);
