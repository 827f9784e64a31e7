import { expect, test } from "@playwright/test";
import { ADDRESSES } from "./installation.ts";
import { openDialog } from "./open-dialog.ts";
import {
  conversation,
  newPerson,
  newPlace,
  openPlace,
  openSandboxBot,
  promoteBot,
  speakAs,
  write,
} from "./sandbox-page.ts";
import { signIn } from "./sign-in.ts";

const MARK = Date.now().toString(36);

test("be anybody: join, leave and ask, be muted, and see what only one person sees", async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page);
  const { callBot } = await openSandboxBot(page, { name: "places", assistant: false, gate: false });
  await newPerson(page, `Olga ${MARK}`);
  const username = `news_${MARK}`;
  await newPlace(page, { kind: "Channel", title: "Our news", username });
  await promoteBot(page);
  await newPlace(page, { kind: "Group", title: "Our talk" });
  await newPerson(page, `Stan ${MARK}`);

  await test.step("a stranger reads, joins, writes and leaves", async () => {
    await openPlace(page, "Our talk");
    await speakAs(page, `Stan ${MARK}`);
    await expect(page.getByLabel("Message", { exact: true })).toHaveCount(0);
    await page.getByRole("button", { name: "Join group" }).click();
    await expect(conversation(page).getByText(`Stan ${MARK} joined`)).toBeVisible();
    await write(page, "Hello from Stan");
    await expect(conversation(page).getByText("Hello from Stan")).toBeVisible();
    await page.getByRole("button", { name: `Leave as Stan ${MARK}` }).click();
    await expect(page.getByText(`Stan ${MARK} is not in here.`)).toBeVisible();
    await page.getByRole("button", { name: "Join group" }).click();
    await expect(page.getByLabel("Message", { exact: true })).toBeVisible();
  });

  const { chatId, stanId } = await test.step("the owner mutes him, and lets him write again", async () => {
    await page.getByRole("button", { name: "People and rights" }).click();
    const choose = async (what: string) => {
      await openDialog(page)
        .getByRole("button", { name: `What to do with Stan ${MARK}` })
        .click();
      await page.getByRole("menuitem", { name: what, exact: true }).click();
    };
    await choose("Mute");
    await expect(openDialog(page).getByText("Muted")).toBeVisible();
    await expect(page.getByText(`Stan ${MARK} is muted and can’t write here.`)).toBeVisible();
    await choose("Unmute");
    await expect(openDialog(page).getByText("Muted")).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(openDialog(page)).toBeHidden();
    const control = async (path: string) =>
      (await fetch(`${ADDRESSES.sandbox}/sandbox/telegram${path}`)).json() as Promise<{
        chats: {
          id: number;
          title: string;
          members: { userId: number; user: { lastName: string | null; firstName: string } }[];
        }[];
      }>;
    const { chats } = await control("/chats?members=true");
    const place = chats.find(
      (chat) => chat.title === "Our talk" && chat.members.some(({ user }) => user.lastName === MARK),
    );
    const stan = place?.members.find(({ user }) => user.firstName === "Stan");
    return { chatId: place?.id, stanId: stan?.userId };
  });

  await test.step("what the bot shows one person, only that person sees, and its link stays in the sandbox", async () => {
    await promoteBot(page);
    const sent = await callBot("sendMessage", {
      chat_id: chatId,
      text: "Only Stan reads this",
      ephemeral_message_parameters: { receiver_user_id: stanId },
      reply_markup: { inline_keyboard: [[{ text: "To the news", url: `https://t.me/${username}` }]] },
    });
    expect(sent).toMatchObject({ ok: true, result: { message_id: 0 } });
    await expect(conversation(page).getByText("Only Stan reads this")).toBeVisible();
    await expect(conversation(page).getByText("Only you see this")).toBeVisible();
    await speakAs(page, `Olga ${MARK}`);
    await expect(conversation(page).getByText("Only Stan reads this")).toHaveCount(0);
    await speakAs(page, `Stan ${MARK}`);
    await page.getByRole("button", { name: "To the news" }).click();
    await expect(page.getByRole("heading", { name: "Our news" })).toBeVisible();
    await expect(page.getByRole("combobox", { name: "Speak as" })).toHaveText(`Stan ${MARK}`);
    await page.getByRole("button", { name: "Join channel" }).click();
    await expect(page.getByText(`Stan ${MARK} can read this channel, not post in it.`)).toBeVisible();
  });

  await test.step("a forum keeps its topics apart", async () => {
    await newPlace(page, { kind: "Group with topics", title: "Our forum" });
    await page.getByRole("button", { name: "New topic" }).click();
    await openDialog(page).getByLabel("Name").fill("Beans");
    await openDialog(page).getByRole("button", { name: "Open topic" }).click();
    await expect(openDialog(page)).toBeHidden();
    await write(page, "About beans");
    await expect(conversation(page).getByText("About beans")).toBeVisible();
    await page.getByRole("navigation", { name: "Topics" }).getByRole("button", { name: "General" }).click();
    await expect(conversation(page).getByText("About beans")).toHaveCount(0);
  });

  await test.step("a basic group is upgraded", async () => {
    await newPlace(page, { kind: "Basic group", title: "Our small group" });
    await page.getByRole("button", { name: "People and rights" }).click();
    await openDialog(page).getByRole("button", { name: "Upgrade" }).click();
    await expect(openDialog(page)).toBeHidden();
    await page.getByRole("button", { name: "People and rights" }).click();
    await expect(openDialog(page).getByText("A basic group")).toHaveCount(0);
  });
});
