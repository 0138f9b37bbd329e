import { useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * False until the page's scripts have taken over. Until then a browser sends a form by itself, which nothing answers to:
 * its button waits.
 */
export const useIsReady = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/**
 * What was typed into the field of this name before the page's scripts had taken over, for its first value there, which
 * would overwrite it. Of a page that follows another within the tab, what the field of this name had on that one: an
 * e-mail need not be typed twice. `otherwise` where there is no such field.
 */
export const typedBefore = (name: string, otherwise = ''): string =>
  typeof document === 'undefined'
    ? otherwise
    : (document.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? otherwise);

/** The same of a password at the first drawing, and never what was typed into the one of another page. */
export const useTypedPassword = (): string => (useIsReady() ? '' : typedBefore('password'));
