import { ElementRefused } from '../accounting/api/failures.ts';

/** What was written in a field of a form that cannot do without it. */
export function required(form: URLSearchParams, name: string, label: string): string {
  const text = form.get(name)?.trim();
  if (!text) throw new ElementRefused([`${label} is missing. Nothing was changed.`]);
  return text;
}

/** What a field holds that may be left empty, but must be sent: without it, the form was not this one. */
export function sent(form: URLSearchParams, name: string, label: string): string {
  const text = form.get(name);
  if (text === null) throw new ElementRefused([`${label} is missing. Nothing was changed.`]);
  return text.trim();
}

/** One of the choices that a form offers. */
export function chosen<T extends string>(form: URLSearchParams, name: string, label: string, choices: readonly T[]): T {
  const text = required(form, name, label);
  const choice = choices.find((one) => one === text);
  if (!choice) throw new ElementRefused([`${text} is no choice. Nothing was changed.`]);
  return choice;
}
