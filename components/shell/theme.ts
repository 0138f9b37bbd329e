/** How the user wants the product to look. Kept in a cookie, so that the server draws it right the first time. */
export type Theme = 'light' | 'dark' | 'system';

export const themes = ['light', 'dark', 'system'] as const satisfies readonly Theme[];

export const themeCookie = 'theme';

const yearSeconds = 31_536_000;

/** Any text a browser sends, read as a theme: `system` unless it names another. */
export function parseTheme(text: string | undefined): Theme {
  return text === 'light' || text === 'dark' ? text : 'system';
}

/** In the browser: the theme that is shown now. */
export function currentTheme(): Theme {
  return parseTheme(document.documentElement.dataset.theme);
}

/** In the browser: shows a theme at once and remembers it for a year. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${yearSeconds}; samesite=lax`;
}
