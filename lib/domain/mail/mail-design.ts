import type { MailContent } from './mail-content.ts';

const CHOOSE = 'Choose which mails you get';

/** The message as plain text, for programs that show no HTML and for people who want none. */
export function mailText({ title, paragraphs, button, footer, choicesUrl }: MailContent): string {
  const choices = choicesUrl ? `\n${CHOOSE}:\n${choicesUrl}` : '';
  const parts = [
    ...[title, ...paragraphs],
    ...(button ? [`${button.label}:\n${button.url}`] : []),
    `-- \n${footer}${choices}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/**
 * The one design of all our mails. Tables and styles at the elements are what mail programs understand; those that know
 * of a dark theme get it, and those that invert colours by themselves find none that becomes illegible. Nothing is
 * loaded from anywhere, so that opening a mail tells nobody of it.
 */
export function mailHtml({ title, paragraphs, button, footer, choicesUrl }: MailContent): string {
  const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
  const body = paragraphs
    .map((text) => `<p class="text" style="margin:0 0 16px;color:#131a1d">${withLines(text)}</p>`)
    .join('\n');
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark }
@media (prefers-color-scheme: dark) {
  .ground { background: #0d1012 !important }
  .sheet { background: #14181a !important; border-color: #262d31 !important }
  .text { color: #e8edef !important }
  .note { color: #a1adb4 !important }
  .line { border-color: #262d31 !important }
  .button { background: #46c2a8 !important; color: #06211b !important }
  .address { color: #5ccdb4 !important }
}
</style>
</head>
<body class="ground" style="margin:0;background:#f4f6f7">
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f6f7">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #e1e6e8;border-radius:8px">
<tr><td style="padding:28px;${font};font-size:15px;line-height:23px;overflow-wrap:anywhere">
<p class="note" style="margin:0 0 20px;color:#55626a;font-size:13px;font-weight:600">Intray</p>
<h1 class="text" style="margin:0 0 16px;color:#131a1d;font-size:20px;line-height:28px;font-weight:600">${escaped(title)}</h1>
${body}
${button ? buttonHtml(button) : ''}
<p class="note line" style="margin:24px 0 0;padding-top:16px;border-top:1px solid #e1e6e8;color:#55626a;font-size:13px;line-height:20px">${withLines(footer)}${choicesUrl ? `<br><a class="address" href="${escaped(choicesUrl)}" style="color:#0c6557">${CHOOSE}</a>` : ''}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

/** The address stands under the button too: some programs take links away. */
function buttonHtml({ label, url }: NonNullable<MailContent['button']>): string {
  return `<p style="margin:24px 0 16px"><a class="button" href="${escaped(url)}" style="display:inline-block;padding:11px 20px;border-radius:6px;background:#0e5c50;color:#ffffff;font-weight:600;text-decoration:none">${escaped(label)}</a></p>
<p class="note" style="margin:0;color:#55626a;font-size:13px;line-height:20px">Or open this address:<br><a class="address" href="${escaped(url)}" style="color:#0c6557">${escaped(url)}</a></p>`;
}

const withLines = (text: string) => escaped(text).replaceAll('\n', '<br>');

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
