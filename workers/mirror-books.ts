import { mirrorBooks } from '#lib/publishing/books/mirror-books.ts';
import type { Handlers } from './lanes.ts';

export const mirrorBooksOf: Handlers['mirror-books'] = ({ connectionId }, { signal }) =>
  mirrorBooks(connectionId, signal);
