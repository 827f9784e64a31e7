import ipaddr from "ipaddr.js";
import { invalidField } from "../infra/errors.ts";
import { type Said, said } from "../infra/said.ts";

const EXAMPLE = "https://openrouter.ai/api/v1";
// Nobody's API: the unspecified address, a link's own (where clouds keep their machines' credentials), one to many.
const NO_SERVERS = ["unspecified", "linkLocal", "multicast", "broadcast"];

/**
 * Refuses what cannot be an OpenAI-compatible API's start. Private addresses pass: operators run models on machines of
 * their own.
 * @throws AppError invalid_input for `baseUrl`, saying what would be right
 */
export function checkBaseUrl(baseUrl: string): void {
  const wrong = problemOf(baseUrl);
  if (wrong) throw invalidField("baseUrl", wrong);
}

function problemOf(baseUrl: string): Said | undefined {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol)) {
    return said`The base URL must be an http or https address, such as ${EXAMPLE}.`;
  }
  if (url.username || url.password) {
    return said`The base URL must not hold a user or password: the API key has a field of its own.`;
  }
  if (url.search || url.hash) return said`The base URL must end with its path, without "?" or "#", such as ${EXAMPLE}.`;
  const endpoint = /\/(chat\/completions|completions|responses|models)\/*$/i.exec(url.pathname)?.[0];
  if (endpoint) {
    return said`The base URL must stop before "${endpoint.replace(/\/+$/, "")}", which is added by itself, such as ${EXAMPLE}.`;
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(host) && NO_SERVERS.includes(ipaddr.process(host).range())) {
    return said`No API can be at the address ${host}: the base URL must name a server, such as ${EXAMPLE}.`;
  }
  return undefined;
}
