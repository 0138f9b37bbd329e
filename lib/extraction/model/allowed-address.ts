import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { env } from '#lib/env.ts';

/** Networks that are not the internet's: this machine, its neighbours, and what only looks like an address. */
const privateNetworks = new BlockList();
for (const network of [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4'],
  ...['240.0.0.0/4', '::/127', '64:ff9b::/96', '100::/64', '2001:db8::/32', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
]) {
  const [address = '', prefix] = network.split('/');
  privateNetworks.addSubnet(address, Number(prefix), address.includes(':') ? 'ipv6' : 'ipv4');
}

export type VettedAddress = {
  url: URL;
  /** To connect to this and no other, since a name may mean another machine a moment later; null where a proxy looks it up. */
  connectTo: { address: string; family: number } | null;
};

export type AddressProblem = 'notAnAddress' | 'notEncrypted' | 'private' | 'unknownHost';

/**
 * Whether documents may be sent to an address that an admin of a business entered: on the internet, encrypted. Machines of
 * the operator's own network are reached only where the operator names them (LANGUAGE_MODEL_HOSTS); they may be plain.
 */
export async function vetAddress(written: string): Promise<VettedAddress | AddressProblem> {
  const url = URL.canParse(written) ? new URL(written) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return 'notAnAddress';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isNamed = env().LANGUAGE_MODEL_HOSTS.includes(url.host.toLowerCase());
  if (url.protocol === 'http:' && !isNamed) return 'notEncrypted';
  const { HTTP_PROXY, HTTPS_PROXY } = env();
  if (isIP(host)) return isPrivate(host) && !isNamed ? 'private' : { url, connectTo: null };
  if (!isNamed && /(^|\.)(localhost|local|internal|home\.arpa)$/i.test(host)) return 'private';
  if ((HTTP_PROXY || HTTPS_PROXY) && !isNamed) return { url, connectTo: null };
  const found = await lookup(host, { all: true }).catch(() => []);
  const [first] = found;
  if (!first) return 'unknownHost';
  if (!isNamed && found.some(({ address }) => isPrivate(address))) return 'private';
  return { url, connectTo: first };
}

function isPrivate(address: string): boolean {
  return privateNetworks.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
}
