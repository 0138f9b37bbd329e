import { newId } from '#components/ui/new-id.ts';

/**
 * The open page's own id, made when it is loaded. Actions carry it, so that the page knows the events of its own
 * changes, which it shows by itself. None on the server.
 */
export const thisTab: string | undefined = typeof window === 'undefined' ? undefined : newId();
