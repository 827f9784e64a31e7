import ipaddr from "ipaddr.js";

/**
 * Whether an IP address is one of the public internet's. Everything else counts as inside: loopback, private, link-local
 * (where clouds keep their metadata), carrier-grade NAT, multicast, reserved, and every way to write an IPv4 address as an
 * IPv6 one (mapped, NAT64, 6to4, Teredo), as a router could turn those back.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  // Of IPv6 only 2000::/3 is assigned to the public; the list of what is special outside of it grows.
  return parsed.kind() === "ipv4" || parsed.match(GLOBAL_UNICAST);
}

const GLOBAL_UNICAST = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];
