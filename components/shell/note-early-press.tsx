/*
 * A button that somebody presses before the page's scripts have come does nothing. The last one is noted by a line that
 * comes with the page itself, and pressed again as soon as it works; links and forms go by themselves.
 */

const script = `addEventListener('click', (event) => {
  if ('isReady' in document.documentElement.dataset) return;
  const button = event.target.closest('button:not([type=submit])');
  if (button) window.intrayPressedEarly = button;
}, true)`;

/** At the beginning of the page. */
export function NoteEarlyPress({ nonce }: { nonce: string | undefined }) {
  // A browser shows no script the nonce that it was drawn with.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />;
}
