import type { Page, Route } from "@playwright/test";
import type { z } from "zod";
import { GATE_LANGUAGES, groupParamsSchema } from "../../lib/gate/group-params.ts";
import { gateText } from "../../lib/gate/texts/gate-text.ts";
import {
  decisionPageSchema,
  explanationSchema,
  groupActivitySchema,
  groupDetailSchema,
  groupPageSchema,
  updateGroupBody,
} from "../../lib/http/resources/groups.ts";

export const GROUP_ID = "01999999-0000-7000-8000-000000000001";
const CHANNEL_IDS = ["01999999-0000-7000-8000-00000000000a", "01999999-0000-7000-8000-00000000000b"] as const;
const uuid = (number: number) => `01999999-0000-7000-8000-${String(number).padStart(12, "0")}`;

type Group = z.input<typeof groupDetailSchema>;

/**
 * Answers for the admin API of groups, in the schemas that it has: states that no test could bring about at Telegram, such
 * as a bot that has lost its rights an hour ago.
 */
export class GateAnswers {
  readonly changes: unknown[] = [];
  group: Group;
  private readonly ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

  constructor(teamId: string, over: Partial<Group> = {}) {
    const builtin = (key: "warning" | "verifyButton") =>
      Object.fromEntries(GATE_LANGUAGES.map((language) => [language, gateText(language, key)])) as Record<
        (typeof GATE_LANGUAGES)[number],
        string
      >;
    this.group = {
      ...{ id: GROUP_ID, teamId, chatId: "-1001000000001", title: "Board game night", username: "boardgames" },
      connection: { id: uuid(3), name: "Doorkeeper", username: "door_bot" },
      ...{ isForum: true, enabled: true, rule: "all", failurePolicy: "open" },
      channels: [
        {
          ...{ id: CHANNEL_IDS[0], chatId: "-1002000000001", title: "Game news", username: "gamenews" },
          url: "https://t.me/gamenews",
        },
        { id: CHANNEL_IDS[1], chatId: "-1002000000002", title: "Members’ lounge", username: null, url: null },
      ],
      trouble: null,
      ...{ day: { passed: 412, held: 17, lifted: 6 }, week: { passed: 2_840, held: 131, lifted: 44 } },
      ...{ linkedChannel: null, owner: { userId: "700100200", language: "en" } },
      params: groupParamsSchema.parse({}),
      builtin: { warning: builtin("warning"), buttonText: builtin("verifyButton") },
      ...{ mutedNow: 3, version: "v1", createdAt: this.ago(40_000), updatedAt: this.ago(90) },
      ...over,
    };
  }

  /** From now on the page's calls about groups come here. */
  async answer(page: Page): Promise<void> {
    await page.route(/\/api\/admin\/(teams\/[^/]+\/groups|groups\/)/, (route) => this.handle(route));
  }

  private async handle(route: Route): Promise<void> {
    const request = route.request();
    const path = new URL(request.url()).pathname.replace("/api/admin", "");
    const method = request.method();
    if (method !== "GET") this.changes.push({ method, path, body: request.postDataJSON() });
    if (path.endsWith("/groups")) {
      return route.fulfill({ json: groupPageSchema.parse({ items: [this.group], nextCursor: null }) });
    }
    if (path.endsWith("/decisions")) return route.fulfill({ json: this.decisions(new URL(request.url())) });
    if (path.endsWith("/activity")) return route.fulfill({ json: this.activity() });
    if (path.endsWith("/explain")) return route.fulfill({ json: this.explanation() });
    if (path.endsWith("/check")) this.group = { ...this.group, trouble: null };
    else if (method === "PATCH") {
      const { version, params, channelOrder: _, ...rest } = updateGroupBody.parse(request.postDataJSON());
      if (version && version !== this.group.version) {
        const problem = { status: 409, code: "conflict", title: "Conflict", detail: "Somebody has changed it." };
        return route.fulfill({ status: 409, contentType: "application/problem+json", body: JSON.stringify(problem) });
      }
      this.save({ ...rest, params: { ...this.group.params, ...params } });
    } else if (method === "DELETE" && path.includes("/channels/")) {
      this.save({ channels: this.group.channels.filter(({ id }) => !path.endsWith(id)) });
    }
    return route.fulfill({ json: groupDetailSchema.parse(this.group) });
  }

  /** As if it had been saved, here or elsewhere. */
  save(change: Partial<Group>): void {
    this.group = { ...this.group, ...change, version: `${this.group.version}+` };
  }

  private decisions(url: URL) {
    const { channels } = this.group;
    const known = (state: "member" | "not_member" | "unknown", source: "cache" | "call") =>
      channels.map((channel) => ({
        ...{ channelId: channel.id, chatId: channel.chatId, title: channel.title, state, source, at: this.ago(4) },
        reason: state === "unknown" ? ("telegram_unreachable" as const) : null,
      }));
    const rows = [
      ["Sara", "held", "not_member", "message", known("not_member", "call"), ["delete_message", "mute", "warn"]],
      ["Omid", "lifted", "member", "button", known("member", "call"), ["lift", "remove_warning"]],
      ["Lan", "passed", "member", "message", known("member", "cache"), []],
      [null, "passed", "unknown_let_in", "message", known("unknown", "call"), []],
      ["Ivan", "exempt", "group_admin", "message", [], []],
    ] as const;
    const items = rows.map(([userName, outcome, reason, trigger, verdicts, actions], index) => ({
      ...{ id: uuid(100 + index), userId: String(700_100_201 + index), userName, outcome, reason, trigger },
      ...{ verdicts: [...verdicts], actions: [...actions], latencyMs: 38 + index, createdAt: this.ago(2 + index * 7) },
    }));
    const outcome = url.searchParams.get("outcome");
    const userId = url.searchParams.get("userId");
    return decisionPageSchema.parse({
      items: items.filter((one) => (!outcome || one.outcome === outcome) && (!userId || one.userId === userId)),
      nextCursor: null,
    });
  }

  private activity() {
    const { day, week } = this.group;
    const hours = Array.from({ length: 160 }, (_, index) => ({
      hour: new Date(Math.floor(Date.now() / 3_600_000 - (159 - index)) * 3_600_000).toISOString(),
      counts: { passed: 12 + ((index * 7) % 11), held: index % 5, lifted: index % 3 === 0 ? 1 : 0 },
    }));
    return groupActivitySchema.parse({ day, week, hours });
  }

  private explanation() {
    const page = this.decisions(new URL("http://gate/"));
    const [held] = page.items;
    return explanationSchema.parse({
      ...{ user: { id: "700100201", name: "Sara" }, passes: false, outcome: "held", reason: "not_member" },
      ...{ verdicts: held?.verdicts, lastDecision: held, standing: "restricted", mutedByAdmin: false },
      restriction: { state: "imposed", imposedAt: this.ago(2), endedAt: null },
    });
  }
}
