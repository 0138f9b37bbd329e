/** Run by `npm start` after the migrations: in sandbox mode there is a demo business to sign in to. */
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { seedDemo } from '#lib/team/seed-demo.ts';

if (env().INTRAY_SANDBOX) await seedDemo();
await db.$disconnect();
