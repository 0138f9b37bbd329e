import { type Theme, themes } from '#lib/domain/personal-preferences.ts';

/*
 * How this browser likes the product to look and to behave. Kept in cookies; looks are drawn as attributes of the root
 * element, so that the server gets it right the first time and a change needs nothing to be drawn again: the style sheet
 * does it.
 */

const sidebarWidths = ['wide', 'narrow'] as const;
export type SidebarWidth = (typeof sidebarWidths)[number];

export const preferenceCookies = {
  theme: 'theme',
  sidebar: 'sidebar',
  afterPublishing: 'after-publishing',
  business: 'business',
} as const;

const yearSeconds = 31_536_000;

/** Any text a browser sends, read as a theme: `system` unless it names another. */
export function parseTheme(text: string | undefined): Theme {
  return themes.find((theme) => theme === text) ?? 'system';
}

/** Any text a browser sends, read as a width: `wide` unless it names another. */
export function parseSidebarWidth(text: string | undefined): SidebarWidth {
  return sidebarWidths.find((width) => width === text) ?? 'wide';
}

/** In the browser: what is shown now. */
export function currentTheme(): Theme {
  return parseTheme(document.documentElement.dataset.theme);
}

/** In the browser: shows a theme at once and remembers it for a year. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  remember(preferenceCookies.theme, theme);
}

/** In the browser: makes the sidebar wide or narrow at once, and remembers it for a year. */
export function toggleSidebar(): void {
  const root = document.documentElement;
  const width: SidebarWidth = parseSidebarWidth(root.dataset.sidebar) === 'wide' ? 'narrow' : 'wide';
  root.dataset.sidebar = width;
  remember(preferenceCookies.sidebar, width);
}

/** In the browser: whether the next item opens once one is published; it does unless one said otherwise. */
export function opensNextItem(): boolean {
  return !document.cookie.split('; ').includes(`${preferenceCookies.afterPublishing}=stay`);
}

/** In the browser: remembers for a year whether the next item opens once one is published. */
export function setOpensNextItem(opens: boolean): void {
  remember(preferenceCookies.afterPublishing, opens ? 'next' : 'stay');
}

/** In the browser: remembers the business that is open, for pages outside of any that lead back to it. */
export function rememberBusiness(): void {
  remember(preferenceCookies.business, window.location.pathname.split('/')[1] ?? '');
}

function remember(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${name}=${value}; path=/; max-age=${yearSeconds}; samesite=lax`;
}
