/** `npm run worker`: one worker by itself, on the project's own Node.js whichever one was called. */
import { endWithParent } from './lib/end-with-parent.mjs';
import { continueOnProjectNode, isInstalled } from './lib/install.mjs';
import { exitWith, PlainError } from './lib/plain-error.mjs';
import { loadDotEnv, requireValid } from './lib/settings.mjs';

async function start() {
  endWithParent();
  if (!isInstalled()) throw new PlainError('The packages of this version are not installed. Run: npm ci');
  await continueOnProjectNode();
  loadDotEnv();
  await requireValid(process.env);
  await import('../workers/main.ts');
}

await start().catch(exitWith);
