import { expect, test } from 'vitest';
import { isGuessable } from '#lib/account/passwords.ts';

const about = ['ada@fern.example', 'Ada Fern', 'Fern & Sons', 'intray'];

test.each([
  ['a common password, twice', 'passwordpassword'],
  ['with a letter as a sign', 'p@ssw0rdp@ssw0rd'],
  ['with what forms ask for', 'Password1234!'],
  ['a row of the keyboard', 'qwertyuiop12'],
  ['a row of numbers', '123456789012'],
  ['a date', 'January2026!'],
  ['a name of the product, twice', 'intrayintray'],
  ['the e-mail', 'ada@fern.example'],
  ['the own name', 'Ada Fern 2026'],
  ['a part that repeats', 'monkeymonkey12'],
])('%s is soon guessed', async (_, password) => {
  expect(await isGuessable(password, about)).toBe(true);
});

test.each([
  ['unrelated words', 'tulip marble canoe'],
  ['what a machine made', 'Xk29-fjQ2-ppL0'],
  ['unrelated words, and more than anybody types', 'tulip marble canoe '.repeat(13)],
])('%s are not', async (_, password) => {
  expect(await isGuessable(password, about)).toBe(false);
});
