"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import type { ApiError } from "#components/api-client.ts";
import { ChannelRow } from "#components/miniapp/channel-row.tsx";
import { ChecklistSkeleton } from "#components/miniapp/checklist-skeleton.tsx";
import { NoticeScreen } from "#components/miniapp/notice-screen.tsx";
import type { TelegramBridge } from "#components/miniapp/telegram-bridge.ts";
import { type ChecklistJson, useChecklist } from "#components/miniapp/use-checklist.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { useFormat } from "#components/use-format.ts";

/** How long the good news stands before the Mini App closes, in ms; Telegram's apps may close it sooner. */
const CLOSES_AFTER_MS = 1_800;

/** The channels that somebody who asks to join has to belong to. */
export function ChecklistScreen({ checklistId, telegram }: { checklistId: string; telegram: TelegramBridge }) {
  const t = useTranslations("miniapp");
  const locale = useLocale();
  const { initData } = telegram.launch;
  const { list, problem, isChecking, misses, look, check } = useChecklist({ checklistId, initData, locale });
  const isIn = list?.status === "admitted";
  useEffect(() => {
    if (!isIn) return;
    const timer = setTimeout(telegram.close, CLOSES_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isIn, telegram]);

  const close = (
    <Button size="lg" className="h-11 w-full rounded-xl text-lg" onClick={telegram.close}>
      {t("close")}
    </Button>
  );
  if (problem && isFinal(problem)) {
    const what = problem.status === 401 ? "stale" : "gone";
    return <NoticeScreen tone="waiting" title={t(`${what}.title`)} text={t(`${what}.text`)} action={close} />;
  }
  if (!list && problem) {
    const again = (
      <Button variant="primary" className="h-11 w-full rounded-xl text-lg" loading={isChecking} onClick={look}>
        {t("tryAgain")}
      </Button>
    );
    return <NoticeScreen tone="danger" title={t("failed.title")} text={t("failed.text")} action={again} />;
  }
  if (!list) return <ChecklistSkeleton />;
  if (list.status !== "open") {
    const { status, group } = list;
    const tone = ({ admitted: "success", member: "success", queued: "waiting", over: "over" } as const)[status];
    const text = t(`${status}.text`, { group: group.title });
    return <NoticeScreen tone={tone} title={t(`${status}.title`)} text={text} action={close} />;
  }
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col px-4 pt-8">
      <Heading list={list} />
      <section aria-label={t("channels")} className="mt-6 overflow-hidden rounded-xl bg-surface shadow-control">
        <ul className="divide-y">
          {list.channels.map((channel) => (
            <ChannelRow key={channel.id} channel={channel} onOpen={telegram.open} />
          ))}
        </ul>
      </section>
      <Progress list={list} />
      <footer className="sticky bottom-0 mt-auto bg-canvas pt-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:mt-4">
        <p role="status" className="mb-3 min-h-5 text-balance text-center text-ink-muted text-sm">
          <Hint list={list} problem={problem} misses={misses} />
        </p>
        <Button variant="primary" className="h-11 w-full rounded-xl text-lg" loading={isChecking} onClick={check}>
          {t("check")}
        </Button>
      </footer>
    </main>
  );
}

function Heading({ list }: { list: ChecklistJson }) {
  const t = useTranslations("miniapp");
  const { group, rule, channels } = list;
  return (
    <header className="flex flex-col items-center text-center">
      <Avatar name={group.title} className="size-16 text-xl" />
      <h1 className="mt-4 text-balance font-semibold text-xl">{t("heading", { group: group.title })}</h1>
      <p className="mt-1.5 text-balance text-base text-ink-muted">{t(`intro.${rule}`, { count: channels.length })}</p>
    </header>
  );
}

function Progress({ list }: { list: ChecklistJson }) {
  const t = useTranslations("miniapp");
  const format = useFormat();
  const { channels, rule, expiresAt } = list;
  const joined = channels.filter(({ state }) => state === "member").length;
  return (
    <p className="mt-2.5 flex flex-wrap justify-between gap-x-4 px-4 text-ink-muted text-sm">
      <span>{rule === "all" && channels.length > 1 && t("progress", { joined, count: channels.length })}</span>
      <span>{t("until", { time: format.time(expiresAt) })}</span>
    </p>
  );
}

function Hint({ list, problem, misses }: { list: ChecklistJson; problem: ApiError | undefined; misses: number }) {
  const t = useTranslations("miniapp");
  if (problem) return t(problem.status === 429 ? "tooOften" : "failed.text");
  if (list.channels.some(({ state }) => state === "unknown")) return t("unknown");
  return misses > 0 ? t("missing") : "";
}

/** Nothing that the person does on this page would change it. */
function isFinal({ status }: ApiError) {
  return status === 401 || status === 404;
}
