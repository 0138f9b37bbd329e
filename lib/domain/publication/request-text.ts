/**
 * A request or an answer as a person reads it: indented, and of one that is about several things only what is about
 * one of them, since the others are other items.
 */
export function requestText(text: string, { position, count }: { position: number; count: number }): string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return text;
  }
  return JSON.stringify(onlyOne(json, position, count), null, 2);
}

/** Ledgers put what is about each thing into one list, in order, with or without an envelope around it. */
function onlyOne(json: unknown, position: number, count: number): unknown {
  if (count === 1 || typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.length === count ? [json[position]] : json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) =>
      Array.isArray(value) && value.length === count ? [key, [value[position]]] : [key, value],
    ),
  );
}
