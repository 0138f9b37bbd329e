import { cache } from 'react';
import { lostConnection } from '#lib/connecting/lost-connection.ts';

/** Asked once per page, for the sidebar and the inbox: a request has one scope. */
export const lostConnectionOfPage = cache(lostConnection);
