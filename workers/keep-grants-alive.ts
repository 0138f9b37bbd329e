import { keepGrantsAlive as keepAlive } from '#lib/connections/keep-grants-alive.ts';
import type { Handlers } from './lanes.ts';

export const keepGrantsAlive: Handlers['keep-grants-alive'] = (_payload, { signal }) => keepAlive(new Date(), signal);
