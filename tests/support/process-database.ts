/**
 * For test files that share a process: one address, behind which each file finds a database of its own. What the file
 * before it opened is closed, and the settings are as they were, or that file fails.
 */
import { afterAll, expect } from 'vitest';
import { env, parseEnv } from '#lib/env.ts';
import { dropDatabase, freshDatabase } from './fresh-database.ts';

const databaseUrl = await freshDatabase({ name: `test_process_${process.pid}` });
process.env.DATABASE_URL = databaseUrl;
const settings = parseEnv(process.env);

afterAll(async () => {
  const [{ db }, { closeQueues }] = await Promise.all([import('#lib/db.ts'), import('#lib/queue/enqueue.ts')]);
  await closeQueues();
  await db.$disconnect();
  await dropDatabase(databaseUrl);
  const whoChangesThem = 'A file that changes the settings does so by withSettings (tests/support/settings.ts)';
  expect(parseEnv(process.env), whoChangesThem).toEqual(settings);
  expect(env(), whoChangesThem).toEqual(settings);
});
