import { expect, test } from "@playwright/test";
import { adminCall } from "./admin-call.ts";
import { ADDRESSES } from "./installation.ts";
import { joinTeam } from "./join-team.ts";
import { openDialog } from "./open-dialog.ts";
import { control, textsIn } from "./sandbox-control.ts";
import { createSandboxBot } from "./sandbox-page.ts";
import { signIn } from "./sign-in.ts";

const MARK = Date.now().toString(36);
const GROUP = `@boardgames_${MARK}`;
const NEWS = `@gamenews_${MARK}`;
const LOUNGE = `@lounge_${MARK}`;
/** What the gate does takes a round through the queue and Telegram, on a machine that does much else. */
const SOON = { timeout: 30_000 };

test("an admin protects a group, sets what holds and what is said, and sees who passes and why", async ({
  page: operator,
  browser,
}) => {
  test.setTimeout(300_000);
  await signIn(operator);
  const { teamId, botId } = await createSandboxBot(operator, { name: "door", assistant: false, gate: true });
  const people = await makePlaces(botId);
  const admin = await joinTeam({ browser, operator, teamId, role: "admin", name: "Ada" });
  const promote = (chat: string) => control("PUT", `/chats/${chat}/members/${botId}`, { status: "administrator" });
  const groups = `/teams/${teamId}/groups`;

  await test.step("a list that can't be loaded says so and is tried again", async () => {
    await admin.route(`**/api/admin${groups}?**`, (route) =>
      route.fulfill({
        ...{ status: 503, contentType: "application/problem+json" },
        body: JSON.stringify({ status: 503, code: "unavailable", title: "Unavailable", detail: "Come again." }),
      }),
    );
    await admin.goto(groups);
    await expect(admin.getByText("The groups couldn’t be loaded")).toBeVisible(SOON);
    await admin.unrouteAll({ behavior: "wait" });
    await admin.getByRole("button", { name: "Try again" }).click();
    await expect(admin.getByText("No group is protected yet")).toBeVisible();
  });

  await test.step("what the bot lacks is named chat by chat; put right, the group is protected", async () => {
    await admin.getByRole("button", { name: "Protect a group" }).click();
    const dialog = openDialog(admin);
    await dialog.getByLabel("Group", { exact: true }).fill("our group");
    await dialog.getByLabel("Channel 1", { exact: true }).fill(NEWS);
    await dialog.getByRole("button", { name: "Protect group" }).click();
    await expect(dialog.getByText("Enter an @name, a t.me link, or an id")).toBeVisible();
    await dialog.getByLabel("Group", { exact: true }).fill(GROUP);
    await dialog.getByRole("button", { name: "Protect group" }).click();
    const missing = dialog.getByRole("alert").filter({ hasText: "The bot lacks something in Telegram" });
    await expect(missing).toContainText("is no admin in Board game night", SOON);
    await expect(missing).toContainText("is no admin of Game news");
    await promote(GROUP);
    await promote(NEWS);
    await dialog.getByRole("button", { name: "Protect group" }).click();
    await expect(admin.getByRole("heading", { name: "Board game night" })).toBeVisible(SOON);
    await expect(admin.getByText("Guarding", { exact: true })).toBeVisible();
    await expect(admin.getByRole("navigation", { name: "Breadcrumbs" })).toContainText("Board game night");
  });
  const { items } = await (await admin.request.get(`/api/admin${groups}`)).json();
  const path = `/groups/${items[0].id}`;
  const read = async () => (await admin.request.get(`/api/admin${path}`)).json();
  const channels = admin.getByRole("list", { name: "Channels" }).getByRole("listitem");

  await test.step("a second channel is added and put first", async () => {
    await promote(LOUNGE);
    await admin.getByRole("button", { name: "Add a channel" }).click();
    await openDialog(admin).getByLabel("Channel", { exact: true }).fill(LOUNGE);
    await openDialog(admin).getByRole("button", { name: "Add a channel" }).click();
    await expect(channels).toHaveText([/Game news/, /Members’ lounge/], SOON);
    await admin.getByRole("button", { name: "Move Members’ lounge up" }).click();
    await expect(channels).toHaveText([/Members’ lounge/, /Game news/]);
    await expect.poll(async () => (await read()).channels[0].title).toBe("Members’ lounge");
  });

  await test.step("what is typed shows up as Telegram shows it, in its own language", async () => {
    const preview = admin.getByRole("figure", { name: "As Telegram shows it" });
    await expect(preview).toContainText("Alice, only members of these channels may write here");
    await admin.getByLabel("Warning in English").fill("Dear {name}, first join {channels}!");
    await admin.getByLabel("Verify button in English").fill("Done");
    await expect(preview).toContainText("Dear Alice, first join Members’ lounge, Game news!");
    await expect(preview.getByRole("listitem")).toHaveText([/Members’ lounge/, /Game news/, "Done"]);
    await admin.getByRole("button", { name: "فارسی" }).click();
    await expect(preview).toContainText("سارا");
  });

  await test.step("rule, policy, texts and people are saved together, and can be taken back", async () => {
    await admin.getByRole("radio", { name: /One is enough/ }).click();
    await admin.getByRole("radio", { name: /As last known/ }).click();
    const allowed = admin.getByLabel("People who always may write").first();
    await allowed.fill("12, x");
    await allowed.press("Enter");
    await expect(admin.getByText(/Enter ids alone/)).toBeVisible();
    await allowed.fill("12, 13");
    await allowed.press("Enter");
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await expect(admin.getByText("The settings are saved")).toBeVisible();
    const warning = { en: "Dear {name}, first join {channels}!" };
    expect(await read()).toMatchObject({
      ...{ rule: "any", failurePolicy: "keep_last" },
      params: { warning, buttonText: { en: "Done" }, allowedUserIds: [12, 13] },
    });
    await admin.getByRole("button", { name: "Undo" }).click();
    await expect(admin.getByText("The settings are as before")).toBeVisible();
    expect(await read()).toMatchObject({ rule: "all", params: { warning: {}, allowedUserIds: [] } });
    await expect(admin.getByRole("radio", { name: /All of them/ })).toBeChecked();
    await admin.getByRole("radio", { name: /One is enough/ }).click();
    await admin.getByRole("button", { name: "Discard", exact: true }).click();
    await expect(admin.getByRole("radio", { name: /All of them/ })).toBeChecked();
    await expect(admin.getByRole("button", { name: "Save", exact: true })).toHaveCount(0);
  });

  await test.step("what somebody else saved meanwhile is not written over unseen", async () => {
    const save = admin.getByRole("button", { name: "Save", exact: true });
    await admin.getByRole("radio", { name: /One is enough/ }).click();
    await adminCall(operator, "PATCH", path, {
      ...{ failurePolicy: "closed", params: { warning: { en: "Dear {name}, first join {channels}!" } } },
    });
    await save.click();
    const notice = admin.getByText("Somebody has changed these settings meanwhile");
    await expect(async () => {
      // The page may have heard of it by itself just before; then there was nothing to hold back.
      if (await notice.isVisible()) await save.click();
      expect(await read()).toMatchObject({ rule: "any", failurePolicy: "closed" });
    }).toPass(SOON);
    await expect(admin.getByRole("radio", { name: /Hold them/ })).toBeChecked();
  });

  await test.step("a stranger writes and is held, with the words that were set", async () => {
    await control("POST", `/chats/${GROUP}/messages`, { userId: people.alice, text: "Who brings the dice?" });
    await expect
      .poll(() => textsIn(GROUP, people.alice), SOON)
      .toContain("Dear Alice Moore, first join Members’ lounge, Game news!");
    await expect.poll(() => textsIn(GROUP), SOON).not.toContain("Who brings the dice?");
  });

  await test.step("why was she muted: the decision has what was known and what the bot did", async () => {
    await admin.getByRole("link", { name: "Activity", exact: true }).click();
    await admin.getByRole("combobox", { name: "Outcome" }).click();
    await admin.getByRole("option", { name: "Held", exact: true }).click();
    const table = admin.getByRole("table", { name: "Decisions", exact: true });
    await expect(table.getByRole("row")).toHaveCount(2);
    await expect(table).toContainText(`@alice_${MARK}`);
    await admin.getByRole("button", { name: /Alice Moore/ }).click();
    await expect(openDialog(admin)).toContainText("message deleted, muted, and warned");
    await expect(openDialog(admin)).toContainText(/(Telegram asked|remembered from).*Not a member/);
    await admin.keyboard.press("Escape");
    await expect(openDialog(admin)).toBeHidden();
  });

  const heading = admin.getByRole("heading", { name: "Would this person pass?" });
  const answer = admin.locator("section").filter({ has: heading }).last();
  const ask = async (person: string) => {
    await answer.getByLabel("Person", { exact: true }).fill(person);
    await answer.getByRole("button", { name: "Ask", exact: true }).click();
  };

  await test.step("would Alice pass, and why; before and after she joins", async () => {
    await ask("no one!");
    await expect(answer.getByText("Enter an id such as 123456789, or an @name.")).toBeVisible();
    await ask("@nobody_was_here");
    await expect(answer.getByText(/Nobody was seen as @nobody_was_here/)).toBeVisible();
    await ask(`@Alice_${MARK}`);
    await expect(answer.getByText("Alice Moore would be held")).toBeVisible();
    await expect(answer.getByText("Not a member", { exact: true })).toHaveCount(2);
    await expect(answer.getByText(/Muted by the gate/)).toBeVisible();
    await expect(answer.getByText("Restricted in the group.")).toBeVisible();
    await control("POST", `/chats/${NEWS}/join`, { userId: people.alice });
    await expect(async () => {
      await ask(String(people.alice));
      await expect(answer.getByText(/and lifted it/)).toBeVisible({ timeout: 3_000 });
    }).toPass(SOON);
    await expect(answer.getByText("Alice Moore would pass")).toBeVisible();
    await expect(answer.getByText("A member of the group.")).toBeVisible();
  });

  await test.step("an admin's mute is told apart from the gate's, and left alone", async () => {
    await control("PUT", `/chats/${GROUP}/members/${people.alice}`, { status: "restricted", byUserId: people.owner });
    await ask(`@alice_${MARK}`);
    await expect(answer.getByText("Alice Moore would pass, but can’t write")).toBeVisible();
    await expect(answer.getByText("An admin muted them; the gate leaves that alone.")).toBeVisible();
    await ask(String(people.owner));
    await expect(answer.getByText("An admin of the group.")).toBeVisible();
  });

  await test.step("trouble stands in the list and on the page, with what to do, until it is put right", async () => {
    await control("PUT", `/chats/${NEWS}/members/${botId}`, { status: "left" });
    await admin.goto(groups);
    const row = admin.getByRole("row").filter({ hasText: "Board game night" });
    await expect(row).toContainText("Needs attention", SOON);
    await expect(row).toContainText("is no admin of Game news");
    await admin.getByRole("link", { name: /Board game night/ }).click();
    const alert = admin.getByRole("alert").filter({ hasText: "Make it an admin of the channel" });
    await expect(alert).toContainText("whoever can’t be checked is held");
    await alert.getByRole("button", { name: "Check again" }).click();
    await expect(admin.getByText("It is not put right yet")).toBeVisible(SOON);
    await promote(NEWS);
    await expect(alert).toBeHidden(SOON);
    await expect(admin.getByText("Guarding", { exact: true })).toBeVisible();
  });

  await test.step("a viewer reads all of it and can't change it", async () => {
    const viewer = await joinTeam({ browser, operator, teamId, role: "viewer", name: "Vera" });
    for (const page of [groups, `/teams/${teamId}${path}`, `/teams/${teamId}${path}/activity`]) {
      await viewer.goto(page);
      await expect(viewer.getByText("Board game night").first()).toBeVisible();
      await expect(viewer.getByRole("button", { name: /^(Protect|Add|Remove|Save|Ask|Check)/ })).toHaveCount(0);
      await expect(viewer.getByRole("switch")).toHaveCount(0);
    }
    await viewer.goto(`/teams/${teamId}${path}`);
    await expect(viewer.getByLabel("Warning in English")).not.toBeEditable();
    await expect(viewer.getByRole("radio", { name: /One is enough/ })).toBeDisabled();
    const refused = await viewer.request.patch(`/api/admin${path}`, {
      headers: { origin: ADDRESSES.dashboard },
      data: { rule: "all" },
    });
    expect(refused.status()).toBe(403);
    await viewer.context().close();
  });

  await test.step("a channel goes after a question, and so does the protection", async () => {
    await admin.getByRole("button", { name: "Remove Members’ lounge" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Remove channel" }).click();
    await expect(admin.getByText("Members’ lounge is no longer asked for")).toBeVisible();
    await expect(channels).toHaveText([/Game news/]);
    await admin.getByRole("button", { name: "Actions for Board game night" }).click();
    await admin.getByRole("menuitem", { name: "Stop protecting…" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Stop protecting" }).click();
    await expect(admin.getByText("Board game night is no longer protected")).toBeVisible();
    await expect(admin.getByText("No group is protected yet")).toBeVisible();
  });
  await admin.context().close();
});

/** A group and two channels, in which the bot is nothing but a member; their owner, and Alice, who is in the group alone. */
async function makePlaces(botId: number): Promise<{ owner: number; alice: number }> {
  const person = async (fields: object) => (await control<{ id: number }>("POST", "/users", fields)).id;
  const owner = await person({ firstName: "Olga", username: `olga_${MARK}` });
  const alice = await person({ firstName: "Alice", lastName: "Moore", username: `alice_${MARK}`, languageCode: "en" });
  // The sandbox would know a title of an earlier run again.
  let id = -1_001_000_000_000 - (Date.now() % 1_000_000_000);
  const place = (type: "supergroup" | "channel", name: string, title: string, userIds: number[]) => {
    id -= 1;
    const members = [owner, ...userIds].map((userId) => ({ userId, status: userId === owner ? "creator" : "member" }));
    return control("POST", "/chats", { id, type, title, username: name.slice(1), members });
  };
  await place("supergroup", GROUP, "Board game night", [botId, alice]);
  await place("channel", NEWS, "Game news", []);
  await place("channel", LOUNGE, "Members’ lounge", []);
  return { owner, alice };
}
