/** What the commands for an operator share: they act on one person of the installation that this folder runs. */
import { lastPostgresPort, secrets } from './data-directory.mjs';
import { continueOnProjectNode, isInstalled } from './install.mjs';
import { exitWith, PlainError } from './plain-error.mjs';
import { loadDotEnv, readSettings, requireValid } from './settings.mjs';

/**
 * Runs `npm run NAME -- EMAIL` with the settings that the product runs with, also where it made them itself, and prints
 * what `act` gives.
 * @param {string} name As in package.json.
 * @param {(call: { email: string, appUrl: string }) => Promise<string>} act
 */
export async function runForPerson(name, act) {
  await run(name, act).then(console.log, exitWith);
}

async function run(name, act) {
  const email = process.argv[2];
  if (!email) throw new PlainError(`Name the e-mail: npm run ${name} -- robin@example.com`);
  if (!isInstalled()) throw new PlainError('The packages of this version are not installed. Run: npm ci');
  await continueOnProjectNode();
  loadDotEnv();
  const { env, isEmbedded, directory } = readSettings(process.env);
  Object.assign(process.env, env, isEmbedded && { DATABASE_URL: embeddedUrl(directory) });
  await requireValid(process.env);
  const { db } = await import('../../lib/db.ts');
  try {
    return await act({ email, appUrl: env.APP_URL });
  } finally {
    await db.$disconnect();
  }
}

/** Of the database that the running product has started. */
function embeddedUrl(directory) {
  const port = lastPostgresPort(directory);
  if (!port)
    throw new PlainError(`Intray has not been started with the data in ${directory}. Start it, then try again.`);
  return `postgresql://intray:${encodeURIComponent(secrets(directory).POSTGRES_PASSWORD)}@127.0.0.1:${port}/intray`;
}

export const unknownPerson = (email) =>
  new PlainError(`Nobody has an account with the e-mail ${email}. Nothing was changed.`);
