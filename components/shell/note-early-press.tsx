/*
 * What somebody presses before the page's scripts have come does nothing. It is noted by lines that come with the page
 * itself, and done as soon as it works: the last button, which may also be a list that is opened by its arrow, and the
 * last keys of the page. Links, forms and what is typed into fields go by themselves. Files are kept from the browser, which
 * would open them in place of the page, where one says that it takes them.
 */

const script = `addEventListener('click', ({ target }) => {
  window.intrayPressedEarly = target.closest('button:not([type=submit]),[role=combobox]');
}, true);
addEventListener('keydown', (event) => {
  const { key, target, isTrusted, repeat, isComposing } = event;
  if (!isTrusted || repeat || isComposing) return;
  if (/^Arrow(Down|Up)$/.test(key) && target.matches('[role=combobox],[aria-haspopup=listbox]')) window.intrayPressedEarly = target;
  else if (/^(Tab|Escape)$/.test(key)) window.intrayPressedEarly = null;
  if (key.length > 1 || key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.closest('input:not([type=checkbox],[type=radio]),textarea,select,[role=menu],[role=dialog],[role=listbox]')) return;
  window.intrayEarlyKeys = [...(window.intrayEarlyKeys ?? []), event].slice(-8);
}, true);
for (const type of ['dragover', 'drop', 'paste']) addEventListener(type, (event) => {
  const brought = event.dataTransfer ?? event.clipboardData;
  if (!brought?.types.includes('Files') || window.intrayEarlyFiles === null || !document.querySelector('[data-takes-files]')) return;
  event.preventDefault();
  if (type !== 'dragover') window.intrayEarlyFiles = [...(window.intrayEarlyFiles ?? []), ...brought.files];
})`;

/** At the beginning of the page. */
export function NoteEarlyPress({ nonce }: { nonce: string | undefined }) {
  // A browser shows no script the nonce that it was drawn with.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />;
}
