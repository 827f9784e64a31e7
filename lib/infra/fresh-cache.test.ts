import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFreshCache, dropLocally } from "./fresh-cache.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function source(initial: Record<string, string>) {
  const rows = new Map(Object.entries(initial));
  const loads: string[][] = [];
  const load = vi.fn(async (keys: string[]) => {
    loads.push(keys);
    return new Map(keys.flatMap((key) => (rows.has(key) ? [[key, rows.get(key) ?? ""] as const] : [])));
  });
  return { rows, loads, load };
}

/** Misses of one turn of the event loop are asked for together, at its end. */
const asked = () => new Promise((settle) => setImmediate(settle));

test("one load serves all who ask at once, and what is held answers without waiting", async () => {
  const { load, loads } = source({ a: "1" });
  const cache = createFreshCache({ load, maxItems: 10 });
  expect(cache.peek("a")).toBeUndefined();
  expect(await Promise.all([cache.get("a"), cache.get("a")])).toEqual(["1", "1"]);
  expect(cache.peek("a")).toBe("1");
  expect(loads).toEqual([["a"]]);
});

test("misses of one moment are one query", async () => {
  const { load, loads } = source({ a: "1", b: "2" });
  const cache = createFreshCache({ load, maxItems: 10 });
  expect(await Promise.all(["a", "b", "none"].map((key) => cache.get(key)))).toEqual(["1", "2", null]);
  expect(loads).toEqual([["a", "b", "none"]]);
});

test("a listener hears what becomes of a held value", async () => {
  const { rows, load } = source({ a: "1" });
  const heard: unknown[][] = [];
  const cache = createFreshCache({ load, maxItems: 10, onReplaced: (...change) => heard.push(change) });
  await cache.get("a");
  rows.set("a", "2");
  await vi.advanceTimersByTimeAsync(2_000);
  cache.peek("a");
  await vi.advanceTimersByTimeAsync(200);
  cache.drop("a");
  cache.drop("a");
  expect(heard).toEqual([
    ["a", "1", "2"],
    ["a", "2"],
  ]);
});

test("what is in use is reloaded in the background, many keys in one query", async () => {
  const { rows, load, loads } = source({ a: "1", b: "1" });
  const cache = createFreshCache({ load, maxItems: 10 });
  await cache.get("a");
  await cache.get("b");
  rows.set("a", "2");
  await vi.advanceTimersByTimeAsync(2_000);
  expect([cache.peek("a"), cache.peek("b"), cache.peek("a")]).toEqual(["1", "1", "1"]);
  await vi.advanceTimersByTimeAsync(200);
  expect([cache.peek("a"), cache.peek("b")]).toEqual(["2", "1"]);
  expect(loads).toEqual([["a"], ["b"], ["a", "b"]]);
});

test("nothing decides past 4 s, even while the source is away", async () => {
  const { load } = source({ a: "1" });
  const cache = createFreshCache({ load, maxItems: 10 });
  await cache.get("a");
  load.mockRejectedValue(new Error("away"));
  await vi.advanceTimersByTimeAsync(3_999);
  expect(cache.peek("a")).toBe("1");
  await vi.advanceTimersByTimeAsync(1);
  expect(cache.peek("a")).toBeUndefined();
  await expect(cache.get("a")).rejects.toThrow("away");
  load.mockResolvedValue(new Map([["a", "3"]]));
  expect(await cache.get("a")).toBe("3");
});

test("a missing key is remembered for 2 s, apart from the values", async () => {
  const { rows, load, loads } = source({ kept: "1" });
  const cache = createFreshCache({ load, maxItems: 2 });
  await cache.get("kept");
  for (let i = 0; i < 50; i += 1) expect(await cache.get(`guess-${i}`)).toBeNull();
  expect(cache.peek("kept")).toBe("1");
  rows.set("guess-1", "now there");
  expect(await cache.get("guess-1")).toBeNull();
  await vi.advanceTimersByTimeAsync(2_001);
  expect(await cache.get("guess-1")).toBe("now there");
  expect(loads).toHaveLength(52);
});

/** A cache whose loads end when the test says so. */
function byHand() {
  const answers: ((rows: Map<string, string>) => void)[] = [];
  const load = (_: string[]) => new Promise<Map<string, string>>((settle) => answers.push(settle));
  const cache = createFreshCache({ load, maxItems: 10 });
  return { cache, answer: (load: number, value: string) => answers[load]?.(new Map([["a", value]])) };
}

test("a load that began before a drop is not kept, however late it ends, and the next one asks again", async () => {
  const { cache, answer } = byHand();
  const early = cache.get("a");
  await asked();
  dropLocally(["a"]);
  const late = cache.get("a");
  await asked();
  answer(1, "new");
  expect(await late).toBe("new");
  await asked();
  answer(0, "old");
  expect(await early).toBe("old");
  expect(cache.peek("a")).toBe("new");
});

test("of two loads, the one that began last is kept", async () => {
  const { cache, answer } = byHand();
  const first = cache.get("a");
  await asked();
  answer(0, "1");
  await first;
  await vi.advanceTimersByTimeAsync(2_000);
  cache.peek("a");
  // The background's load hangs until the value is too old to decide.
  await vi.advanceTimersByTimeAsync(2_000);
  const third = cache.get("a");
  await asked();
  answer(2, "3");
  expect(await third).toBe("3");
  answer(1, "2");
  await asked();
  expect(cache.peek("a")).toBe("3");
});

test("drops reach every cache, by key, by value, or all", async () => {
  const { load } = source({ a: "red", b: "blue" });
  const cache = createFreshCache({
    load,
    maxItems: 10,
    onDropped: (keys, self) => keys.includes("reds") && self.dropWhere((value) => value === "red"),
  });
  await cache.get("a");
  await cache.get("b");
  dropLocally(["reds"]);
  expect([cache.peek("a"), cache.peek("b")]).toEqual([undefined, "blue"]);
  cache.dropWhere(() => true);
  expect(cache.peek("b")).toBeUndefined();
});
