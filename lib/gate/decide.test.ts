import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ANONYMOUS_ADMIN_ID,
  decide,
  GATE_TRIGGERS,
  type GateMember,
  MUTE_MS,
  type Standing,
  TELEGRAM_ID,
} from "./decide.ts";
import { groupParamsSchema } from "./group-params.ts";

const now = new Date("2026-05-01T12:00:00Z");
const GROUP = -100_111;
const LINKED = -100_222;
const channel = (n: number) => ({
  id: `c${n}`,
  chatId: -100_900 - n,
  title: `C${n}`,
  username: null,
  inviteLink: null,
});
const baseGroup = {
  ...{ chatId: GROUP, linkedChatId: LINKED, enabled: true, rule: "ALL" as const, failurePolicy: "OPEN" as const },
  ...{ params: groupParamsSchema.parse({ allowedUserIds: [77] }), channels: [channel(1)] },
};
const plain: GateMember = {
  ...{ userId: 5, isBot: false, senderChatId: null, isAutomaticForward: false },
  standing: { status: "member", canWrite: true },
};
const types = (actions: { type: string }[] | undefined) => actions?.map(({ type }) => type);
const stranger = [{ state: "not_member" as const }];

describe("exemptions", () => {
  test.each<[string, Partial<GateMember>, string]>([
    ["the owner", { standing: { status: "creator", canWrite: true } }, "group_admin"],
    ["an admin", { standing: { status: "administrator", canWrite: true } }, "group_admin"],
    ["an anonymous admin", { userId: ANONYMOUS_ADMIN_ID, isBot: true, senderChatId: GROUP }, "anonymous_admin"],
    ["an anonymous admin by the sender alone", { userId: ANONYMOUS_ADMIN_ID, isBot: true }, "anonymous_admin"],
    [
      "a linked channel's automatic forward",
      { userId: TELEGRAM_ID, senderChatId: LINKED, isAutomaticForward: true },
      "linked_channel",
    ],
    ["the linked channel's own post", { userId: 136_817_688, isBot: true, senderChatId: LINKED }, "linked_channel"],
    ["Telegram itself", { userId: TELEGRAM_ID }, "linked_channel"],
    ["a bot", { userId: 9, isBot: true }, "bot"],
    ["somebody on the allow list", { userId: 77 }, "allow_list"],
  ])("%s is exempt", (_name, who, reason) => {
    const decision = decide({
      group: baseGroup,
      trigger: "message",
      member: { ...plain, ...who },
      verdicts: stranger,
      restriction: null,
      now,
    });
    expect(decision).toEqual({ outcome: "exempt", reason, actions: [] });
  });

  test("a channel's name passes or does not, as the group says", () => {
    const member = { ...plain, userId: 136_817_688, isBot: true, senderChatId: -100_333 };
    const ask = (channelSenders: "ALLOW" | "DELETE") =>
      decide({
        group: { ...baseGroup, params: { ...baseGroup.params, channelSenders } },
        trigger: "message",
        member,
        verdicts: stranger,
        restriction: null,
        now,
      });
    expect(ask("ALLOW")).toEqual({ outcome: "exempt", reason: "channel_sender_allowed", actions: [] });
    expect(ask("DELETE")).toEqual({
      outcome: "held",
      reason: "channel_sender_refused",
      actions: [{ type: "delete_message" }],
    });
  });

  test.each([{ enabled: false }, { channels: [] }])("nothing is asked where %o", (change) => {
    const decision = decide({
      group: { ...baseGroup, ...change },
      trigger: "message",
      member: plain,
      verdicts: stranger,
      restriction: null,
      now,
    });
    expect(decision).toMatchObject({ outcome: "exempt", reason: "not_enforced", actions: [] });
  });
});

describe("what holding somebody takes", () => {
  const hold = (over: Partial<Parameters<typeof decide>[0]>) =>
    decide({
      group: baseGroup,
      trigger: "message",
      member: plain,
      verdicts: stranger,
      restriction: null,
      now,
      ...over,
    });
  const standing = (status: Standing["status"], canWrite = true) => ({
    member: { ...plain, standing: { status, canWrite } },
  });

  test.each<[string, Partial<Parameters<typeof decide>[0]>, string[]]>([
    ["a member who writes", {}, ["delete_message", "mute", "warn"]],
    ["a member who joins", { trigger: "join" }, ["mute", "warn"]],
    ["one whose standing is not known here yet", standing("left"), ["delete_message", "mute", "warn"]],
    ["one whom an admin allowed some things only", standing("restricted", true), ["delete_message", "mute", "warn"]],
    ["one whom an admin muted", standing("restricted", false), ["delete_message"]],
    ["one whom an admin banned", standing("kicked"), ["delete_message"]],
    ["one whom we muted already", { ...standing("restricted", false), restriction: {} }, ["delete_message", "warn"]],
    ["one who presses the button", { trigger: "button" }, []],
    ["one who is asked about", { trigger: "question" }, []],
  ])("%s", (_name, over, actions) => {
    const decision = hold(over);
    expect(decision?.outcome).toBe("held");
    expect(types(decision?.actions)).toEqual(actions);
  });

  test("a mute ends where ours do, a warning after its time", () => {
    expect(hold({})?.actions).toEqual([
      { type: "delete_message" },
      { type: "mute", until: new Date(now.getTime() + MUTE_MS) },
      { type: "warn", expiresAt: new Date(now.getTime() + 300_000) },
    ]);
  });

  test("nobody is held before it was asked whether they are an admin", () => {
    expect(hold({ member: { ...plain, standing: null } })).toBeNull();
  });

  test("where that is not known, the failure policy decides, and nobody is muted", () => {
    const unknown = standing("unknown", false);
    expect(hold(unknown)).toMatchObject({ outcome: "passed", reason: "unknown_let_in" });
    const closed = hold({ ...unknown, group: { ...baseGroup, failurePolicy: "CLOSED" } });
    expect(types(closed?.actions)).toEqual(["delete_message", "warn"]);
  });

  test("whoever is known to be no admin is held though Telegram does not say more, and not muted", () => {
    const one = { ...plain, standing: { status: "unknown" as const, canWrite: true, isNoAdmin: true } };
    expect(hold({ member: one })).toMatchObject({ outcome: "held", reason: "not_member" });
    expect(types(hold({ member: one })?.actions)).toEqual(["delete_message", "warn"]);
  });

  test.each(["join_request", "checklist"] as const)("a %s is answered without holding anybody", (trigger) => {
    expect(hold({ trigger, member: { ...plain, standing: null } })).toEqual({
      ...{ outcome: "asked", reason: "not_member", actions: [{ type: "ask" }] },
    });
    expect(hold({ trigger, verdicts: [{ state: "member" }] })?.actions).toEqual([{ type: "approve" }]);
  });

  test("who belongs is let go of, if the gate holds them", () => {
    const verdicts = [{ state: "member" as const }];
    expect(hold({ trigger: "button", verdicts, restriction: {} })).toEqual({
      ...{ outcome: "lifted", reason: "member", actions: [{ type: "lift" }, { type: "remove_warning" }] },
    });
    expect(hold({ trigger: "button", verdicts })?.actions).toEqual([{ type: "remove_warning" }]);
    expect(hold({ verdicts })?.actions).toEqual([]);
  });
});

const verdict = fc.record(
  {
    state: fc.constantFrom("member" as const, "not_member" as const, "unknown" as const),
    last: fc.constantFrom("member" as const, "not_member" as const),
  },
  { requiredKeys: ["state"] },
);
const facts = fc.record({
  rule: fc.constantFrom("ALL" as const, "ANY" as const),
  failurePolicy: fc.constantFrom("OPEN" as const, "CLOSED" as const, "KEEP_LAST" as const),
  channelSenders: fc.constantFrom("ALLOW" as const, "DELETE" as const),
  verdicts: fc.array(verdict, { minLength: 1, maxLength: 4 }),
  trigger: fc.constantFrom(...GATE_TRIGGERS),
  restriction: fc.constantFrom(null, {}),
  member: fc.record({
    userId: fc.constantFrom(5, 77, ANONYMOUS_ADMIN_ID, TELEGRAM_ID),
    isBot: fc.boolean(),
    senderChatId: fc.constantFrom(null, GROUP, LINKED, -100_333),
    isAutomaticForward: fc.boolean(),
    standing: fc.option(
      fc.record({
        status: fc.constantFrom(
          "creator" as const,
          "administrator" as const,
          "member" as const,
          "restricted" as const,
          "left" as const,
          "kicked" as const,
          "unknown" as const,
        ),
        canWrite: fc.boolean(),
        isNoAdmin: fc.boolean(),
      }),
    ),
  }),
});
type Facts = typeof facts extends fc.Arbitrary<infer F> ? F : never;

const ask = ({ rule, failurePolicy, channelSenders, ...rest }: Facts) =>
  decide({
    ...rest,
    now,
    group: {
      ...baseGroup,
      ...{ rule, failurePolicy, params: { ...baseGroup.params, channelSenders } },
      channels: rest.verdicts.map((_, index) => channel(index)),
    },
  });
const passes = (decision: ReturnType<typeof decide>) =>
  decision !== null && !["held", "asked"].includes(decision.outcome);
const has = (decision: ReturnType<typeof decide>, type: string) =>
  decision?.actions.some((action) => action.type === type) ?? false;

describe("whatever the facts", () => {
  const holds = (property: (facts: Facts) => boolean) => fc.assert(fc.property(facts, property), { numRuns: 3_000 });

  test("the same facts lead to the same decision", () => {
    holds((one) => JSON.stringify(ask(one)) === JSON.stringify(ask(structuredClone(one))));
  });

  test("nobody exempt is muted or warned", () => {
    holds((one) => {
      const { userId, isBot, senderChatId, standing } = one.member;
      const isAdmin = standing?.status === "creator" || standing?.status === "administrator";
      const isExempt = userId !== 5 || isBot || isAdmin || senderChatId !== null || one.member.isAutomaticForward;
      return !isExempt || (!has(ask(one), "mute") && !has(ask(one), "warn"));
    });
  });

  test("who passes under ALL passes under ANY", () => {
    holds((one) => !passes(ask({ ...one, rule: "ALL" })) || passes(ask({ ...one, rule: "ANY" })));
  });

  test("an unknown verdict counts as the failure policy says", () => {
    holds((one) => {
      const as = (state: "member" | "not_member") => (of: Facts["verdicts"][number]) =>
        of.state === "unknown" ? { state } : of;
      const known = {
        OPEN: one.verdicts.map(as("member")),
        CLOSED: one.verdicts.map(as("not_member")),
        KEEP_LAST: one.verdicts.map((of) => as(of.last ?? "member")(of)),
      }[one.failurePolicy];
      // Where the person's own standing is unknown, that is one more unknown; a test above has it.
      if (one.member.standing?.status === "unknown") return true;
      return ask(one)?.outcome === ask({ ...one, verdicts: known })?.outcome;
    });
  });

  test("nobody is muted whom an answer of Telegram could have let through", () => {
    holds((one) => {
      if (!has(ask(one), "mute")) return true;
      const verdicts = one.verdicts.map((of) => (of.state === "unknown" ? { state: "member" as const } : of));
      return !passes(ask({ ...one, verdicts }));
    });
  });

  test("only a mute of ours is lifted, nobody is muted twice, and nobody is muted and let go at once", () => {
    holds((one) => {
      const decision = ask(one);
      if (has(decision, "lift") && (!one.restriction || has(decision, "mute"))) return false;
      return !has(decision, "mute") || one.restriction === null;
    });
  });

  test("a question changes nothing", () => {
    holds((one) => (ask({ ...one, trigger: "question" })?.actions ?? []).length === 0);
  });
});
