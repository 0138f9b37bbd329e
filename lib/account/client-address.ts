import { type BlockList, isIP } from 'node:net';

/**
 * The address a request came from. Each proxy adds to X-Forwarded-For whom it was asked by, so the header is read from
 * its end, as far as it was written by proxies that are `trusted`: what stands before that, anybody may have invented.
 */
export function clientAddress(
  remote: string | undefined,
  forwardedFor: string | undefined,
  trusted: BlockList,
): string {
  const way = [...(forwardedFor?.split(',') ?? []), remote ?? ''].map((each) => plainAddress(each)).filter(Boolean);
  const client = way.findLastIndex((address) => !isIn(trusted, address));
  return way[Math.max(client, 0)] ?? 'unknown';
}

/** Whether what a request says of its way is not believed, since whoever brings it is no proxy that is `trusted`. */
export function isWayIgnored(remote: string | undefined, forwardedFor: string, trusted: BlockList): boolean {
  return forwardedFor.trim() !== '' && !isIn(trusted, plainAddress(remote ?? ''));
}

/** An IPv4 address as such, also where a socket for both writes it as one of IPv6. */
const plainAddress = (address: string) => address.trim().replace(/^::ffff:(?=\d+\.)/i, '');

function isIn(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
}
