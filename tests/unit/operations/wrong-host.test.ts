import { expect, test } from 'vitest';
import { wrongHost, wrongHostPage } from '#lib/operations/wrong-host.ts';

test.each([
  ['https://books.example.com', 'books.example.com', null],
  ['https://books.example.com', 'BOOKS.example.com:443', null],
  ['https://books.example.com:8443', 'books.example.com:8443', null],
  ['https://books.example.com:8443', 'books.example.com', 'books.example.com'],
  ['http://localhost:3000', '127.0.0.1:3000', '127.0.0.1:3000'],
  ['http://localhost:3000', 'no host at all', 'no host at all'],
])('at %s, who comes by %j is told so unless it is the same', (appUrl, host, told) => {
  expect(wrongHost(new Headers({ host }), appUrl)).toBe(told);
});

test('a host is shown as text, whatever it is', () => {
  expect(wrongHostPage('<script>', 'https://books.example.com')).not.toContain('<script>');
});
