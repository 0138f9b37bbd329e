import { readBounces as read } from '#lib/mail/bounces/read-bounces.ts';
import type { Handlers } from './lanes.ts';

export const readBounces: Handlers['read-bounces'] = (_payload, { signal }) => read(signal);
