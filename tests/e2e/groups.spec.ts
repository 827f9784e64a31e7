import { expect, type Page, test } from "@playwright/test";
import { adminCall } from "./admin-call.ts";
import { GateAnswers, GROUP_ID } from "./gate-answers.ts";
import { ADDRESSES } from "./installation.ts";
import { joinTeam } from "./join-team.ts";
import { openDialog } from "./open-dialog.ts";
import { signIn } from "./sign-in.ts";

const MARK = Date.now().toString(36);

test("an admin reads what is wrong, sets what holds and what is said, and asks who would pass", async ({
  page: operator,
  browser,
}) => {
  test.setTimeout(180_000);
  const teamId = await makeTeam(operator, "rowan");
  const admin = await joinTeam({ browser, operator, teamId, role: "admin", name: "Ada" });
  const gate = new GateAnswers(teamId);
  gate.group.trouble = {
    ...{ code: "not_channel_admin", since: new Date(Date.now() - 3_600_000).toISOString(), ownerToldAt: null },
    channel: { chatId: "-1002000000001", title: "Game news" },
  };
  await gate.answer(admin);

  await test.step("the list says which gate doesn't work, and leads to it", async () => {
    await admin.goto(`/teams/${teamId}/groups`);
    await expect(admin.getByRole("cell", { name: /Needs attention/ })).toContainText(
      "@door_bot is no admin of Game news",
    );
    await admin.getByRole("link", { name: /Board game night/ }).click();
    await expect(admin.getByRole("navigation", { name: "Breadcrumbs" })).toContainText("Board game night");
  });

  await test.step("the trouble says what to do, and is gone once it is put right", async () => {
    const alert = admin.getByRole("alert").filter({ hasText: "Make it an admin of the channel" });
    await expect(alert).toContainText("whoever can’t be checked may write");
    await alert.getByRole("button", { name: "Check again" }).click();
    await expect(alert).toBeHidden();
    await expect(admin.getByText("Guarding", { exact: true })).toBeVisible();
  });

  await test.step("what is typed shows up as Telegram shows it, in its own language", async () => {
    const preview = admin.getByRole("figure", { name: "As Telegram shows it" });
    await expect(preview).toContainText("Alice, only members of these channels may write here");
    await admin.getByLabel("Warning in English").fill("Dear {name}, first join {channels}!");
    await expect(preview).toContainText("Dear Alice, first join Game news, Members’ lounge!");
    await expect(preview.getByRole("listitem")).toHaveText([/Game news/, "I have joined"]);
    await admin.getByRole("button", { name: "فارسی" }).click();
    await expect(preview).toContainText("سارا");
  });

  await test.step("rule, policy and people are saved together, and can be taken back", async () => {
    await admin.getByRole("radio", { name: /One is enough/ }).click();
    await admin.getByRole("radio", { name: /As last known/ }).click();
    const people = admin.getByLabel("People who always may write").first();
    await people.fill("12, x");
    await people.press("Enter");
    await expect(admin.getByText(/Enter ids alone/)).toBeVisible();
    await people.fill("12, 13");
    await people.press("Enter");
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await expect(admin.getByText("The settings are saved")).toBeVisible();
    expect(gate.group).toMatchObject({ rule: "any", failurePolicy: "keep_last" });
    expect(gate.group.params).toMatchObject({
      warning: { en: "Dear {name}, first join {channels}!" },
      allowedUserIds: [12, 13],
    });
    await admin.getByRole("button", { name: "Undo" }).click();
    await expect(admin.getByText("The settings are as before")).toBeVisible();
    expect(gate.group).toMatchObject({ rule: "all", params: { warning: {}, allowedUserIds: [] } });
    await expect(admin.getByRole("radio", { name: /All of them/ })).toBeChecked();
  });

  await test.step("what is discarded is gone", async () => {
    await admin.getByRole("radio", { name: /One is enough/ }).click();
    await admin.getByRole("button", { name: "Discard", exact: true }).click();
    await expect(admin.getByRole("radio", { name: /All of them/ })).toBeChecked();
    await expect(admin.getByRole("button", { name: "Save", exact: true })).toHaveCount(0);
  });

  await test.step("what somebody else saved meanwhile is not written over unseen", async () => {
    gate.save({ failurePolicy: "closed" });
    await admin.getByRole("radio", { name: /One is enough/ }).click();
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await expect(admin.getByText("Somebody has changed these settings meanwhile")).toBeVisible();
    await expect(admin.getByRole("radio", { name: /Hold them/ })).toBeChecked();
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => gate.group).toMatchObject({ rule: "any", failurePolicy: "closed" });
  });

  await test.step("a channel goes after a question", async () => {
    await admin.getByRole("button", { name: "Remove Members’ lounge" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Remove channel" }).click();
    await expect(admin.getByText("Members’ lounge is no longer asked for")).toBeVisible();
    await expect(admin.getByRole("list", { name: "Channels" }).getByRole("listitem")).toHaveCount(1);
  });

  await test.step("would this person pass, and why", async () => {
    await admin.getByRole("link", { name: "Activity", exact: true }).click();
    await admin.getByLabel("Person", { exact: true }).fill("no one!");
    await admin.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(admin.getByText("Enter an id such as 123456789, or an @name.")).toBeVisible();
    await admin.getByLabel("Person", { exact: true }).fill("@sara");
    await admin.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(admin.getByText("Sara would be held")).toBeVisible();
    await expect(admin.getByText(/Muted by the gate/)).toBeVisible();
    await expect(admin.getByText("Not a member", { exact: true }).first()).toBeVisible();
  });

  await test.step("why was I muted: the decision has what was known and what the bot did", async () => {
    await admin.getByRole("combobox", { name: "Outcome" }).click();
    await admin.getByRole("option", { name: "Held", exact: true }).click();
    await expect(admin.getByRole("table", { name: "Decisions", exact: true }).getByRole("row")).toHaveCount(2);
    await admin.getByRole("button", { name: /Sara/ }).click();
    await expect(openDialog(admin)).toContainText("message deleted, muted, and warned");
    await expect(openDialog(admin)).toContainText("Telegram asked");
  });
  await admin.context().close();
});

test("a viewer reads a group and can't change it", async ({ page: operator, browser }) => {
  test.setTimeout(120_000);
  const teamId = await makeTeam(operator, "alder");
  const viewer = await joinTeam({ browser, operator, teamId, role: "viewer", name: "Vera" });

  await test.step("the pages offer nothing to press", async () => {
    const gate = new GateAnswers(teamId);
    await gate.answer(viewer);
    for (const path of ["", `/${GROUP_ID}`, `/${GROUP_ID}/activity`]) {
      await viewer.goto(`/teams/${teamId}/groups${path}`);
      await expect(viewer.getByText("Board game night").first()).toBeVisible();
      await expect(viewer.getByRole("button", { name: /^(Protect|Add|Remove|Save|Ask|Check)/ })).toHaveCount(0);
      await expect(viewer.getByRole("switch")).toHaveCount(0);
    }
    await viewer.goto(`/teams/${teamId}/groups/${GROUP_ID}`);
    await expect(viewer.getByLabel("Warning in English")).not.toBeEditable();
    await expect(viewer.getByRole("radio", { name: /One is enough/ })).toBeDisabled();
    expect(gate.changes).toEqual([]);
    await viewer.unrouteAll({ behavior: "wait" });
  });

  await test.step("nor does the server let them", async () => {
    const answer = await viewer.request.post(`/api/admin/teams/${teamId}/groups`, {
      headers: { origin: ADDRESSES.dashboard },
      data: { connectionId: GROUP_ID, chat: "@boardgames", channels: [{ chat: "@gamenews" }] },
    });
    expect(answer.status()).toBe(403);
  });
  await viewer.context().close();
});

async function makeTeam(operator: Page, name: string): Promise<string> {
  await signIn(operator);
  const { id } = await adminCall(operator, "POST", "/teams", {
    ...{ displayName: `${name} ${MARK}`, platformName: `${name}-${MARK}`, type: "private" },
  });
  return id;
}
