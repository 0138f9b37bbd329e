import { createInBooks } from '#lib/publishing/create-in-books.ts';
import type { Handlers } from './lanes.ts';

export const createContactOf: Handlers['create-contact'] = ({ contactId }) => createInBooks(contactId);
