/** A worker process of its own: asks for a grant's token several times at once, and prints what it got. */
import { accessToken } from '#lib/connections/access-token.ts';
import { db } from '#lib/db.ts';

const [grantId = '', count = '1'] = process.argv.slice(2);
const answers = await Promise.all(Array.from({ length: Number(count) }, () => accessToken(grantId)));
console.log(JSON.stringify(answers.map((answer) => (answer.ok ? answer.value : answer.error.kind))));
await db.$disconnect();
