import { expect, test } from 'vitest';
import type { MailContent } from '#lib/domain/mail/mail-content.ts';
import { mailHtml, mailText } from '#lib/domain/mail/mail-design.ts';

const content: MailContent = {
  title: 'Books & <b>more</b>',
  paragraphs: ['First line\nsecond "line"', '<script>alert(1)</script>'],
  button: { label: 'Open <it>', url: 'https://books.example.com/a?b="c"&d=\'e\'' },
  footer: "You're an admin of <Ltd>.",
};

test('nothing that somebody typed becomes markup, neither in text nor in the link', () => {
  const html = mailHtml(content);
  expect(html).not.toMatch(/<b>|<script|<it>|<Ltd>/);
  expect(html).toContain('Books &amp; &lt;b&gt;more&lt;/b&gt;</h1>');
  expect(html).toContain('First line<br>second &quot;line&quot;');
  expect(html).toContain('href="https://books.example.com/a?b=&quot;c&quot;&amp;d=&#39;e&#39;"');
});

test('a mail loads nothing and runs nothing, so that opening it tells nobody', () => {
  const html = mailHtml(content);
  expect(html).not.toMatch(/<(img|link|iframe|script|form)\b|@import|url\(|\ssrc=/i);
});

test('a mail is legible in a dark theme: every part has a colour of its own there', () => {
  const html = mailHtml(content);
  const dark = /@media \(prefers-color-scheme: dark\) \{([\s\S]*?)\n\}/.exec(html)?.[1] ?? '';
  const classes = new Set([...html.matchAll(/class="([^"]+)"/g)].flatMap(([, names]) => names?.split(' ') ?? []));
  for (const name of classes) expect(dark).toContain(`.${name} {`);
});

test('the plain text says all that the HTML does, as it was written', () => {
  expect(mailText(content)).toBe(
    [
      'Books & <b>more</b>',
      'First line\nsecond "line"',
      '<script>alert(1)</script>',
      'Open <it>:\nhttps://books.example.com/a?b="c"&d=\'e\'',
      "-- \nYou're an admin of <Ltd>.\n",
    ].join('\n\n'),
  );
});

test('a mail that one may do without ends with the way to switch it off, and others do not', () => {
  const choicesUrl = 'https://books.example.com/account/notices';
  expect(mailText({ ...content, choicesUrl })).toMatch(
    /-- \nYou're an admin of <Ltd>\.\nChoose which mails you get:\nhttps:/,
  );
  expect(mailHtml({ ...content, choicesUrl })).toContain(`href="${choicesUrl}"`);
  expect(mailHtml(content)).not.toContain('Choose which mails');
});

test('a mail without a link has no button', () => {
  expect(mailHtml({ ...content, button: null })).not.toContain('<a ');
  expect(mailText({ ...content, button: null })).not.toContain('https://');
});
