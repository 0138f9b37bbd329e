const listeners = new Set<() => void>();

/** Something that was asked for did not happen. It may be that nobody is signed in any more. */
export function setback(): void {
  for (const listen of listeners) listen();
}

/** Returns what ends it. */
export function onSetback(listen: () => void): () => void {
  listeners.add(listen);
  return () => void listeners.delete(listen);
}
