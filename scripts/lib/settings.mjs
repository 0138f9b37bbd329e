import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { secrets } from './data-directory.mjs';
import { inProject, root } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

/**
 * What the stack runs with: the environment and `.env` (the environment wins), and for what they leave open the
 * defaults of a machine that has nothing.
 * @typedef {object} Settings
 * @property {string} directory The data directory.
 * @property {string} host Address the web server listens on.
 * @property {number} port
 * @property {boolean} isEmbedded Whether we run the database.
 * @property {boolean} isSandbox Whether we run the Xero sandbox, since there are no keys for Xero.
 * @property {number} sandboxPort
 * @property {Record<string, string>} env What every child gets; DATABASE_URL follows when the embedded one runs.
 */

/** Loads `.env`, when there is one, beneath the environment. */
export function loadDotEnv() {
  if (existsSync(inProject('.env'))) process.loadEnvFile(inProject('.env'));
}

export const dataDirectory = (environment) => {
  const directory = environment.DATA_DIR || '.data';
  return isAbsolute(directory) ? directory : join(root, directory);
};

/**
 * @param {Record<string, string | undefined>} environment
 * @returns {Settings}
 */
export function readSettings(environment) {
  const directory = dataDirectory(environment);
  const port = portOf(environment, 'PORT', 3000);
  const sandboxPort = portOf(environment, 'XERO_SANDBOX_PORT', 4010);
  const isEmbedded = !environment.DATABASE_URL;
  const isSandbox = !environment.XERO_CLIENT_ID;
  const appUrl = environment.APP_URL || `http://localhost:${port}`;
  const host = environment.LISTEN_ADDRESS || '127.0.0.1';
  const sandboxUrl = `http://localhost:${sandboxPort}`;
  const env = {
    ...environment,
    PORT: String(port),
    APP_URL: appUrl,
    STORAGE_DIR: environment.STORAGE_DIR || join(directory, 'documents'),
    NEXT_TELEMETRY_DISABLED: '1',
    // Programs and each process that reads documents start in less than half the time once their code is compiled.
    NODE_COMPILE_CACHE: environment.NODE_COMPILE_CACHE || inProject('node_modules/.cache/node-compile'),
    ...(isEmbedded && madeSecrets(secrets(directory), environment)),
    ...(isSandbox && {
      INTRAY_SANDBOX: '1',
      XERO_CLIENT_ID: 'SANDBOX-APP',
      XERO_CLIENT_SECRET: 'sandbox-secret',
      XERO_AUTHORIZE_URL: `${sandboxUrl}/identity/connect/authorize`,
      XERO_TOKEN_URL: `${sandboxUrl}/connect/token`,
      XERO_API_URL: sandboxUrl,
      XERO_SANDBOX_PORT: String(sandboxPort),
      XERO_SANDBOX_DIR: environment.XERO_SANDBOX_DIR || join(directory, 'sandbox'),
    }),
  };
  return { directory, host, port, isEmbedded, isSandbox, sandboxPort, env };
}

/** The made secrets, except where the environment sets one itself. */
function madeSecrets(made, environment) {
  const { NEXTAUTH_SECRET, ENCRYPTION_KEYS } = made;
  return {
    NEXTAUTH_SECRET: environment.NEXTAUTH_SECRET || NEXTAUTH_SECRET,
    ENCRYPTION_KEYS: environment.ENCRYPTION_KEYS || ENCRYPTION_KEYS,
  };
}

function portOf(environment, name, standard) {
  const port = Number(environment[name] || standard);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new PlainError(`${name} is not a port number: "${environment[name]}". Use one from 1 to 65535.`);
}

/** Has the application's own rules look at the settings before anything starts; they name each variable and its fix. */
export async function requireValid(env) {
  const { parseEnv } = await import('../../lib/env.ts');
  try {
    parseEnv(env);
  } catch (cause) {
    throw new PlainError(cause.message, { cause });
  }
}
