/** What stands above an item's fields where there is something to say: loaded together, and only then. */
export { LikenessNotice } from '#components/papers/likeness-notice.tsx';
export { AutoPublishNotice } from './auto-publish-notice.tsx';
export { CopyNotice } from './copy-notice.tsx';
export { DuplicateNotice } from './duplicate-notice.tsx';
export { InBooksNotice } from './in-books-notice.tsx';
export { OtherwiseNotice } from './otherwise-notice.tsx';
export { PutTogetherNotice } from './put-together-notice.tsx';
export { ReadingNotice } from './reading-notice.tsx';
