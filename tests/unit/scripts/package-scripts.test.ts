import { expect, test } from 'vitest';
import application from '#package.json' with { type: 'json' };

test.each(Object.entries(application.scripts))(
  'the program of "npm run %s" is told to stop when npm is: the shell that npm runs gives way to it',
  (_name, script) => {
    expect(script.split(' && ').at(-1)).toMatch(/^(\w+=\w+ )*exec /);
  },
);
