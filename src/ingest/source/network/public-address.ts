import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is one of the public Internet, so that asking it reaches nobody behind our own firewall. What
 * is no plain IPv4 or IPv6 address is not; IPv6 addresses that carry an IPv4 address lead where that one leads.
 */
export function isPublicAddress(text: string): boolean {
  // ipaddr.js reads more forms than the system's resolver gives, such as octal ones; those have no business here.
  // A zone names an interface of this machine.
  if (isIP(text) === 0 || text.includes('%')) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return isPublicIpv4(address);
  const carried = carriedIpv4(address);
  if (carried.length > 0) return carried.every(isPublicIpv4);
  // The registry calls all that it does not list unicast, but only 2000::/3 has been given out.
  return address.range() === 'unicast' && address.match(globalUnicast, 3);
}

const globalUnicast = ipaddr.IPv6.parse('2000::');

/** Looks public, yet leads to the host of an Azure machine, which gives it its credentials. */
const platformAddress = '168.63.129.16';

function isPublicIpv4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && address.toString() !== platformAddress;
}

/** The IPv4 addresses to which packets for an IPv6 address may go in the end; none where it is an address of its own. */
function carriedIpv4(address: ipaddr.IPv6): ipaddr.IPv4[] {
  const bytes = address.toByteArray();
  const at = (offset: number, mask = 0) =>
    new ipaddr.IPv4(bytes.slice(offset, offset + 4).map((byte) => byte ^ mask));
  switch (ipv4Carrier(address)) {
    case 'last bytes':
      return [at(12)];
    case '6to4':
      return [at(2)];
    case 'Teredo':
      // The server in the clear, the client with all bits turned.
      return [at(4), at(12, 0xff)];
    default:
      return [];
  }
}

/** IPv4-compatible and IPv4-mapped addresses, translated ones (RFC 6145) and those of NAT64 (RFC 6052). */
const lastBytesPrefixes = ['::', '::ffff:0:0', '::ffff:0:0:0', '64:ff9b::'].map((prefix) =>
  ipaddr.IPv6.parse(prefix),
);

function ipv4Carrier(address: ipaddr.IPv6): 'last bytes' | '6to4' | 'Teredo' | undefined {
  if (lastBytesPrefixes.some((prefix) => address.match(prefix, 96))) return 'last bytes';
  if (address.match(ipaddr.IPv6.parse('2002::'), 16)) return '6to4';
  if (address.match(ipaddr.IPv6.parse('2001::'), 32)) return 'Teredo';
  return undefined;
}
