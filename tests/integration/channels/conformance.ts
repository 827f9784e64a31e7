import { expect, test } from "vitest";
import type { ChannelAdapter, InboundEvent, OutboundTarget } from "#lib/channels/adapter.ts";
import type { LoadedConnection } from "#lib/channels/load-connection.ts";

/** What a platform's stand-in has to offer so that its adapter can be put to the test. */
export interface AdapterUnderTest {
  adapter: ChannelAdapter;
  connection(): LoadedConnection;
  /** Where a message may be sent. A new, empty room for each call. */
  room(): Promise<OutboundTarget>;
  /** A person's message as the platform would send it to us, and the same message edited. */
  inbound(text: string): { created: unknown; edited: unknown };
  /** Things a platform sends that mean nothing to us, or are broken. */
  meaningless: unknown[];
  /** The headers of a genuine webhook call. */
  genuineHeaders(): Headers;
  /** What the room shows of ours, oldest first. */
  shown(target: OutboundTarget): Promise<string[]>;
  /** Makes the next calls of a kind go wrong. */
  fail(target: OutboundTarget, how: "rate-limit" | "server-error" | "lost-answer" | "forbidden" | "unauthorized"): void;
}

/** Every adapter passes this, whatever its platform. */
export function conformance(name: string, subject: () => AdapterUnderTest): void {
  const sending = (target: OutboundTarget, text: string, maxWaitMs = 5_000) => ({
    ...target,
    part: subject().adapter.format(text)[0] ?? { formatted: text, plain: text },
    maxWaitMs,
  });

  test(`${name}: a message is understood, and again as the same one`, () => {
    const { adapter, connection, inbound } = subject();
    const { created } = inbound("hello there");
    const [event] = adapter.parse(created, connection());
    expect(event).toMatchObject({ type: "message", text: "hello there", addressed: true });
    expect(adapter.parse(created, connection())).toEqual([event]);
  });

  test(`${name}: an edit names the message that it edits, and when`, () => {
    const { adapter, connection, inbound } = subject();
    const { created, edited } = inbound("hello");
    const [before] = adapter.parse(created, connection()) as (InboundEvent & { type: "message" })[];
    const [after] = adapter.parse(edited, connection()) as (InboundEvent & { type: "message" })[];
    expect(after?.externalId).toBe(before?.externalId);
    expect(after?.room).toEqual(before?.room);
    expect(before?.editedAt).toBeUndefined();
    expect(after?.editedAt).toBeInstanceOf(Date);
  });

  test(`${name}: what means nothing is nothing, and no error`, () => {
    const { adapter, connection, meaningless } = subject();
    for (const update of meaningless) expect(adapter.parse(update, connection())).toEqual([]);
  });

  test(`${name}: only a genuine call is believed`, () => {
    const { adapter, connection, genuineHeaders } = subject();
    expect(adapter.verify(genuineHeaders(), connection())).toBe(true);
    expect(adapter.verify(new Headers(), connection())).toBe(false);
    expect(adapter.verify(genuineHeaders(), null)).toBe(false);
    expect(adapter.verify(genuineHeaders(), { ...connection(), active: false })).toBe(false);
    const altered = new Headers([...genuineHeaders()].map(([key, value]) => [key, `${value}x`]));
    expect(adapter.verify(altered, connection())).toBe(false);
  });

  test(`${name}: no part of a long answer is more than the platform takes, and none is empty`, () => {
    const { adapter } = subject();
    for (const text of ["", "x", "🙂".repeat(6_000), "word ".repeat(5_000), `\`\`\`\n${"a\n".repeat(6_000)}\`\`\``]) {
      const parts = adapter.format(text);
      expect(parts.length).toBeGreaterThan(0);
      for (const { plain } of parts) {
        expect(plain.length).toBeLessThanOrEqual(adapter.capabilities.maxTextLength);
        expect(plain.trim()).not.toBe("");
      }
    }
  });

  test(`${name}: sends, and edits what it sent; the same edit twice is no error`, async () => {
    const { adapter, room, shown } = subject();
    const target = await room();
    const sent = await adapter.send(sending(target, "one"));
    expect(sent).toMatchObject({ ok: true });
    if (!sent.ok || !adapter.capabilities.edits) return;
    const edit = { ...sending(target, "two"), externalId: sent.externalId };
    expect(await adapter.edit(edit)).toMatchObject({ ok: true });
    expect(await adapter.edit(edit)).toMatchObject({ ok: true });
    expect(await shown(target)).toEqual(["two"]);
    expect(await adapter.edit({ ...edit, externalId: `${Number(sent.externalId) + 1_000}` })).toMatchObject({
      reason: "gone",
    });
  });

  test(`${name}: a rate limit is waited for; where it cannot be, told with how long`, async () => {
    const { adapter, room, fail, shown } = subject();
    const target = await room();
    fail(target, "rate-limit");
    const hasty = await adapter.send(sending(target, "now", 0));
    expect(hasty).toMatchObject({ ok: false, reason: "wait" });
    expect(await adapter.send(sending(target, "later"))).toMatchObject({ ok: true });
    expect(await shown(target)).toEqual(["later"]);
  });

  test(`${name}: refused for good, and refused as a whole, are told apart`, async () => {
    const { adapter, room, fail } = subject();
    const target = await room();
    fail(target, "forbidden");
    expect(await adapter.send(sending(target, "x"))).toMatchObject({ ok: false, reason: "forbidden" });
    fail(target, "unauthorized");
    expect(await adapter.send(sending(target, "x"))).toMatchObject({ ok: false, reason: "unauthorized" });
  });

  test(`${name}: a send of unknown outcome is found, not repeated; one that never was is told`, async () => {
    const { adapter, room, fail, shown } = subject();
    if (!adapter.recover) return;
    const target = await room();
    const first = await adapter.send(sending(target, "earlier"));
    const after = [first.ok ? first.externalId : "0", ...(adapter.sendBounds?.(target) ?? [])];
    const known = new Set(first.ok ? [first.externalId] : []);
    fail(target, "server-error");
    expect(await adapter.send(sending(target, "lost"))).toMatchObject({ ok: false, reason: "unknown" });
    expect(await adapter.recover({ ...sending(target, "lost"), after, known })).toMatchObject({ reason: "gone" });
    fail(target, "lost-answer");
    expect(await adapter.send(sending(target, "draft"))).toMatchObject({ ok: false, reason: "unknown" });
    expect(await adapter.recover({ ...sending(target, "final"), after, known })).toMatchObject({ ok: true });
    expect(await shown(target)).toEqual(["earlier", "final"]);
  });
}
