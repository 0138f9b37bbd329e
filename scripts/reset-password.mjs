/**
 * `npm run reset-password -- robin@example.com`: prints a link with which that person chooses a new password, for the
 * operator to pass on where no mail is sent. It works once, for an hour.
 */
import { lastPostgresPort, secrets } from './lib/data-directory.mjs';
import { continueOnProjectNode, isInstalled } from './lib/install.mjs';
import { exitWith, PlainError } from './lib/plain-error.mjs';
import { loadDotEnv, readSettings, requireValid } from './lib/settings.mjs';

async function makeLink() {
  const email = process.argv[2];
  if (!email) throw new PlainError('Name the e-mail: npm run reset-password -- robin@example.com');
  if (!isInstalled()) throw new PlainError('The packages of this version are not installed. Run: npm ci');
  await continueOnProjectNode();
  loadDotEnv();
  const settings = readSettings(process.env);
  Object.assign(process.env, settings.env, settings.isEmbedded && { DATABASE_URL: embeddedUrl(settings.directory) });
  await requireValid(process.env);
  const { makeResetLink } = await import('../lib/account/password-reset.ts');
  const { db } = await import('../lib/db.ts');
  try {
    const path = await makeResetLink(email);
    if (!path) throw new PlainError(`Nobody has an account with the e-mail ${email}. Nothing was changed.`);
    return `Pass this link on. It works once, for an hour, and replaces those before it:\n${settings.env.APP_URL}${path}`;
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

await makeLink().then(console.log, exitWith);
