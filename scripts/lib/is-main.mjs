import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Whether the file of this `import.meta` is the one that was run. An older Node.js has no `import.meta.main`. */
export const isMain = ({ url }) => Boolean(process.argv[1]) && realpathSync(process.argv[1]) === fileURLToPath(url);
