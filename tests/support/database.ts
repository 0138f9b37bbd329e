/** Gives each integration test file a database of its own, before the file imports anything that connects. */
import { afterAll } from 'vitest';
import { dropDatabase, freshDatabase } from './fresh-database.ts';

const databaseUrl = await freshDatabase();
process.env.DATABASE_URL = databaseUrl;

afterAll(() => dropDatabase(databaseUrl));
