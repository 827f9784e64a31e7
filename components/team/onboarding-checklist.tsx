"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight, CircleCheck, CircleDashed, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useTeam } from "#components/team/team-context.tsx";
import { onboardingQuery } from "#components/team/team-queries.ts";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";

const STEPS = ["configured", "limited", "hasKey", "connected", "hasMembers", "answered"] as const;
const PAGES = {
  configured: "/configuration",
  limited: "/limits",
  hasKey: "/keys",
  connected: "/connections",
  hasMembers: "/members",
  answered: "/connections",
} as const satisfies Record<(typeof STEPS)[number], string>;

/** The way from a new team to its first answer; gone once it has been walked, or when this browser has hidden it. */
export function OnboardingChecklist() {
  const t = useTranslations("team.onboarding");
  const { team, canWrite, sandboxApiRoot, onboarding } = useTeam();
  const { data } = useQuery({ ...onboardingQuery(team.id), initialData: onboarding });
  const [hidden, hide] = useHidden(team.id);
  const done = STEPS.filter((step) => data[step]).length;
  if (!canWrite || hidden || done === STEPS.length) return null;
  const next = STEPS.find((step) => !data[step]);

  return (
    <Card
      flush
      title={t("title")}
      actions={
        <span className="flex items-center gap-2.5 text-ink-muted text-xs">
          <span className="tnum">{t("progress", { done, all: STEPS.length })}</span>
          <span aria-hidden className="flex gap-1 max-sm:hidden">
            {STEPS.map((step) => (
              <span key={step} className={cn("h-1.5 w-5 rounded-full", data[step] ? "bg-accent" : "bg-active")} />
            ))}
          </span>
          <IconButton size="sm" label={t("hide")} icon={<X aria-hidden />} onClick={hide} className="-me-1.5" />
        </span>
      }
    >
      <ol className="grid gap-px border-t bg-line sm:grid-cols-2 lg:grid-cols-3">
        {STEPS.map((step) => (
          <li key={step} className="flex bg-surface">
            <Link
              href={step === "answered" && sandboxApiRoot ? "/sandbox" : `/teams/${team.id}${PAGES[step]}`}
              className="group flex flex-1 items-start gap-2.5 px-4 py-3 -outline-offset-2 hover:bg-hover"
              aria-current={step === next ? "step" : undefined}
            >
              {data[step] ? (
                <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
              ) : (
                <CircleDashed
                  aria-hidden
                  className={cn("mt-0.5 size-4 shrink-0", step === next ? "text-accent-text" : "text-ink-subtle")}
                />
              )}
              <span className="min-w-0 flex-1">
                <span
                  className={cn(
                    "flex items-center gap-1 font-medium text-sm",
                    data[step] && "text-ink-muted line-through decoration-line-strong",
                  )}
                >
                  {t(step)}
                  {data[step] && <span className="sr-only"> {t("done")}</span>}
                  {!data[step] && (
                    <ChevronRight
                      aria-hidden
                      className="size-3.5 text-ink-subtle transition-transform group-hover:translate-x-0.5 rtl:-scale-x-100 rtl:group-hover:-translate-x-0.5"
                    />
                  )}
                </span>
                {!data[step] && (
                  <span className="mt-0.5 block text-ink-muted text-xs">
                    {t(step === "answered" && sandboxApiRoot ? "answeredSandboxHint" : `${step}Hint`)}
                  </span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** Whether this browser has hidden the team's list, and what hides it. It isn't worth a row in the database. */
function useHidden(teamId: string): [boolean, () => void] {
  const key = `onboarding-hidden:${teamId}`;
  const hidden = useSyncExternalStore(
    subscribe,
    () => isHidden(key),
    () => false,
  );
  return [
    hidden,
    () => {
      try {
        localStorage.setItem(key, "1");
      } catch {
        // Without storage it is hidden until the next visit at least.
        hiddenNow.add(key);
      }
      for (const listener of listeners) listener();
    },
  ];
}

const hiddenNow = new Set<string>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function isHidden(key: string) {
  try {
    return hiddenNow.has(key) || localStorage.getItem(key) !== null;
  } catch {
    return hiddenNow.has(key);
  }
}
