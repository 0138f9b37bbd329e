import { afterAll, beforeAll } from 'vitest';
import { env, parseEnv } from '#lib/env.ts';

/**
 * Other settings while a test file runs, here and in the processes that it starts; those before it are back when it has
 * ended. Call it before whatever in the file needs them.
 */
export function withSettings(changes: Record<string, string>): void {
  const before = Object.keys(changes).map((name) => [name, process.env[name]] as const);
  beforeAll(() => {
    Object.assign(process.env, changes);
    readAnew();
  });
  afterAll(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    readAnew();
  });
}

/** They have been read by now: what is held of them is changed in place. */
function readAnew(): void {
  const held = env();
  for (const name of Object.keys(held)) Reflect.deleteProperty(held, name);
  Object.assign(held, parseEnv(process.env));
}
