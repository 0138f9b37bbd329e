/** All pages of a browser share one session: how one of them tells the others that it has begun or ended. */
const name = 'intray-session';

export function tellSessionChanged(): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(null);
  channel.close();
}

/** Told by the others, never of one's own. Returns what ends it. */
export function onSessionChanged(listen: () => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = listen;
  return () => channel.close();
}
