import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkOutgoingUrl, hostEntry } from "./check-outgoing-url.ts";
import { isPublicAddress } from "./is-public-address.ts";
import { type Resolve, safeFetch } from "./safe-fetch.ts";

const NOBODY = new Set<string>();
const BOUNDS = { timeoutMs: 2_000, maxBytes: 1_000, allowedHosts: NOBODY };

describe("addresses", () => {
  test.each([
    ..."0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.1.2.3 169.254.0.1".split(" "),
    ..."169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.0.1 192.168.255.255".split(
      " ",
    ),
    ..."198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255".split(" "),
    ...":: ::1 ::127.0.0.1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1".split(" "),
    ..."64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1 3fff::1".split(" "),
    ..."5f00::1 fc00::1 fdff::1 fe80::1 febf::1 fec0::1 ff02::1 nonsense".split(" "),
  ])("%s is inside", (address) => expect(isPublicAddress(address)).toBe(false));

  test.each(["8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "2606:4700::1111", "2a00:1450::1"])(
    "%s is public",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
});

describe("URLs, before any name is resolved", () => {
  test.each([
    ["http://127.0.0.1/", "privateAddress"],
    ["http://127.0.0.1./", "privateAddress"],
    ["http://127.1/", "privateAddress"],
    ["http://0x7f.1/", "privateAddress"],
    ["http://0177.0.0.1/", "privateAddress"],
    ["http://2130706433/", "privateAddress"],
    ["http://017700000001/", "privateAddress"],
    ["http://①②⑦.⓪.⓪.①/", "privateAddress"],
    ["http://0/", "privateAddress"],
    ["http://10.0.0.1/", "privateAddress"],
    ["http://172.16.0.1/", "privateAddress"],
    ["http://192.168.1.1/", "privateAddress"],
    ["http://169.254.169.254/latest/meta-data", "privateAddress"],
    ["http://100.64.0.1/", "privateAddress"],
    ["http://[::1]/", "privateAddress"],
    ["http://[::]/", "privateAddress"],
    ["http://[::ffff:127.0.0.1]/", "privateAddress"],
    ["http://[::ffff:7f00:1]/", "privateAddress"],
    ["http://[fc00::1]/", "privateAddress"],
    ["http://[fe80::1]/", "privateAddress"],
    ["http://[64:ff9b::7f00:1]/", "privateAddress"],
    ["http://localhost/", "privateAddress"],
    ["http://LOCALHOST./", "privateAddress"],
    ["http://metadata.google.internal/", "privateAddress"],
    ["http://printer.local/", "privateAddress"],
    ["http://postgres/", "privateAddress"],
    ["https://user@example.com/", "credentials"],
    ["https://user:word@example.com/", "credentials"],
    ["ftp://example.com/", "scheme"],
    ["file:///etc/passwd", "scheme"],
    ["gopher://example.com/", "scheme"],
    ["javascript:alert(1)", "scheme"],
    ["https://example.com:22/", "port"],
    ["https://example.com:6379/", "port"],
    ["https://example.com:5432/", "port"],
    ["not a url", "invalidUrl"],
    ["https://", "invalidUrl"],
    ["http://[fe80::1%25eth0]/", "invalidUrl"],
    [`https://example.com/${"a".repeat(2_048)}`, "invalidUrl"],
  ])("%s is refused: %s", (url, problem) => {
    expect(checkOutgoingUrl({ url, allowedHosts: NOBODY })).toEqual({ ok: false, problem });
  });

  test.each(["https://example.com/hook?a=1", "http://example.com", "https://example.com:8443/", "https://8.8.8.8/"])(
    "%s passes",
    (url) => expect(checkOutgoingUrl({ url, allowedHosts: NOBODY }).ok).toBe(true),
  );

  test.each([
    ["intranet", "http://intranet:9000/", true],
    ["intranet:9000", "http://intranet:9000/", true],
    ["intranet:9000", "http://intranet:9001/", false],
    ["intranet:80", "http://intranet/", true],
    ["intranet:443", "http://intranet/", false],
    ["10.0.0.7", "http://10.0.0.7/", true],
    ["10.0.0.7", "http://0xa.7/", true],
    ["10.0.0.7", "http://10.0.0.8/", false],
    ["[::1]", "http://[::1]:3000/", true],
    ["intranet", "http://user@intranet/", false],
    ["intranet", "ftp://intranet/", false],
    ["intranet", "http://evil.intranet/", true],
  ])("with %s allowed, %s passes: %s", (host, url, passes) => {
    const checked = checkOutgoingUrl({ url, allowedHosts: new Set([host]) });
    // A name below an allowed one is not allowed by it: it has to resolve to public addresses, as any other.
    expect(checked.ok).toBe(passes);
    if (checked.ok) expect(checked.isAllowed).toBe(!url.includes("evil"));
  });

  test.each([
    ["Intranet.Example.COM.", "intranet.example.com"],
    ["intranet:8080", "intranet:8080"],
    ["intranet:80", "intranet:80"],
    ["0xa.7", "10.0.0.7"],
    ["::1", "[::1]"],
    ["[::1]:3000", "[::1]:3000"],
    ["http://intranet", null],
    ["intranet/path", null],
    ["user@intranet", null],
    ["intranet:99999", null],
    ["intranet:0", null],
    ["two words", null],
    ["", null],
  ])("the list keeps %j as %j", (text, entry) => expect(hostEntry(text)).toBe(entry));
});

describe("over real HTTP", () => {
  let server: Server;
  let port: number;
  let listener: RequestListener;
  let met = 0;
  beforeAll(async () => {
    server = createServer((incoming, outgoing) => {
      met += 1;
      listener(incoming, outgoing);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const to =
    (...addresses: string[]): Resolve =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

  test.each([
    ["loopback", ["127.0.0.1"]],
    ["private", ["10.1.2.3"]],
    ["metadata", ["169.254.169.254"]],
    ["mapped", ["::ffff:127.0.0.1"]],
    ["unique local", ["fd00::1"]],
    ["NAT64", ["64:ff9b::7f00:1"]],
    ["one of two inside", ["8.8.8.8", "127.0.0.1"]],
  ])("a name that resolves inside (%s) is refused", async (_, addresses) => {
    const before = met;
    const answer = await safeFetch({ ...BOUNDS, url: "http://rebind.example.com/", resolve: to(...addresses) });
    expect(answer).toEqual({ ok: false, problem: "privateAddress" });
    expect(met).toBe(before);
  });

  test("a name that changes between check and use: a connection goes to what was checked for it, or nowhere", async () => {
    const before = met;
    let asked = 0;
    // Public when it is looked at, inside from then on. The public one is of a range that nobody has been given.
    const resolve: Resolve = async () => {
      asked += 1;
      return asked === 1 ? [{ address: "2d00::1", family: 6 }] : [{ address: "127.0.0.1", family: 4 }];
    };
    const ask = () => safeFetch({ ...BOUNDS, timeoutMs: 300, url: "http://rebind.example.com:8080/", resolve });
    expect(["unreachable", "timeout"]).toContain(((await ask()) as { problem?: string }).problem);
    expect(asked).toBe(1);
    expect(await ask()).toEqual({ ok: false, problem: "privateAddress" });
    expect({ asked, met }).toEqual({ asked: 2, met: before });
  });

  test("a name without an address, and a port where nobody listens", async () => {
    const nowhere = { ...BOUNDS, resolve: to() };
    expect(await safeFetch({ ...nowhere, url: "http://gone.example.com/" })).toEqual({
      ok: false,
      problem: "unresolvable",
    });
    const closed = { ...BOUNDS, allowedHosts: new Set(["127.0.0.1"]), url: "http://127.0.0.1:1/" };
    expect(await safeFetch(closed)).toEqual({ ok: false, problem: "unreachable" });
  });

  const allowed = () => ({
    ...BOUNDS,
    url: `http://hook.example.com:${port}/in`,
    allowedHosts: new Set([`hook.example.com:${port}`]),
    resolve: to("127.0.0.1"),
  });

  test("an allowed host is reached, with what was to be sent and nothing else", async () => {
    let seen: { method?: string; url?: string; headers?: object; body?: string } = {};
    listener = (incoming, outgoing) => {
      let body = "";
      incoming.on("data", (chunk) => {
        body += chunk;
      });
      incoming.on("end", () => {
        seen = { method: incoming.method ?? "", url: incoming.url ?? "", headers: incoming.headers, body };
        outgoing.setHeader("X-Kept", "yes").end("fine");
      });
    };
    const answer = await safeFetch({ ...allowed(), method: "POST", headers: { "x-sent": "1" }, body: "{}" });
    expect(answer).toMatchObject({ ok: true, status: 200, body: "fine", isCut: false });
    expect(answer.ok && answer.headers["x-kept"]).toBe("yes");
    expect(seen).toMatchObject({ method: "POST", url: "/in", body: "{}" });
    expect(Object.keys(seen.headers ?? {}).sort()).toEqual(["connection", "content-length", "host", "x-sent"]);
  });

  test("a redirect is an answer, not a way inside", async () => {
    const before = met;
    listener = (_, outgoing) => {
      outgoing.writeHead(302, { Location: `http://127.0.0.1:${port}/secret` }).end();
    };
    expect(await safeFetch(allowed())).toMatchObject({ ok: true, status: 302 });
    expect(met).toBe(before + 1);
  });

  test("whoever hangs, before or within the answer, is left in time", async () => {
    const began = performance.now();
    listener = () => undefined;
    expect(await safeFetch({ ...allowed(), timeoutMs: 200 })).toEqual({ ok: false, problem: "timeout" });
    listener = (_, outgoing) => void outgoing.writeHead(200).write("a");
    expect(await safeFetch({ ...allowed(), timeoutMs: 200 })).toEqual({ ok: false, problem: "timeout" });
    expect(await safeFetch({ ...allowed(), timeoutMs: 200, resolve: () => new Promise(() => undefined) })).toEqual({
      ok: false,
      problem: "timeout",
    });
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  test("of an endless answer only the beginning is read", async () => {
    listener = (_, outgoing) => {
      const timer = setInterval(() => outgoing.write("x".repeat(700)), 1);
      outgoing.on("close", () => clearInterval(timer));
    };
    const answer = await safeFetch(allowed());
    expect(answer).toMatchObject({ ok: true, isCut: true });
    expect(answer.ok && answer.body.length).toBe(1_000);
  });
});
