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

/**
 * What tries are counted by: an IPv4 address, or the /64 of an IPv6 one, which a single machine has all of (RFC 6177,
 * RFC 7934). What is neither stays as it is.
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  // `::` stands for as many groups of zeros as are missing of eight; a group of IPv4 at the end makes two.
  const plain = address
    .toLowerCase()
    .replace(/%.*$/, '')
    .replace(/[\d.]+\.[\d.]+$/, '0:0');
  const [before = '', after] = plain.split('::');
  const [head, tail] = [before, after ?? ''].map((part) => part.split(':').filter(Boolean));
  const zeros = Array<string>(Math.max(0, 8 - (head?.length ?? 0) - (tail?.length ?? 0))).fill('0');
  const groups = [...(head ?? []), ...(after === undefined ? [] : zeros), ...(tail ?? [])];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
