"use client";

import { ChevronRight, CircleCheck, CircleDashed } from "lucide-react";
import Link from "next/link";
import { useTeam } from "#components/team/team-context.tsx";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";

export interface OnboardingChecklistProps {
  hasKeys: boolean;
  /** Undefined while it isn't known: the list waits, so that no step jumps. */
  hasLimits: boolean | undefined;
  hasConnections: boolean | undefined;
  hasMessages: boolean | undefined;
}

/** The way from a new team to its first answer; gone once it has been walked. */
export function OnboardingChecklist({ hasKeys, hasLimits, hasConnections, hasMessages }: OnboardingChecklistProps) {
  const { team, canWrite, sandboxApiRoot } = useTeam();
  if (!canWrite || hasLimits === undefined || hasConnections === undefined || hasMessages === undefined) return null;
  const isOverridden = Object.values(team.overrides).some((value) => value !== null);
  const at = `/teams/${team.id}`;
  const steps = [
    {
      done: isOverridden,
      href: `${at}/configuration`,
      label: "Override a setting",
      hint: "Give the team its own system prompt or model; the rest stays inherited.",
    },
    {
      done: hasLimits,
      href: `${at}/limits`,
      label: "Set a limit",
      hint: "Cap what it may spend per day or month. It can’t be overshot.",
    },
    {
      done: hasKeys,
      href: `${at}/keys`,
      label: "Create a key",
      hint: "For programs that call the gateway with any OpenAI client.",
    },
    {
      done: hasConnections,
      href: `${at}/connections`,
      label: "Connect a bot",
      hint: "Paste a token from @BotFather, and it answers.",
    },
    {
      done: hasMessages,
      href: sandboxApiRoot ? "/sandbox" : `${at}/connections`,
      label: "Send the first message",
      hint: sandboxApiRoot
        ? "Be an end user in the sandbox, and see it counted here."
        : "Write to the bot, and see it counted here.",
    },
  ];
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  const next = steps.findIndex((step) => !step.done);

  return (
    <Card
      flush
      title="Get this team going"
      actions={
        <span className="flex items-center gap-2.5 text-ink-muted text-xs">
          <span className="tnum">
            {done} of {steps.length} done
          </span>
          <span aria-hidden className="flex gap-1">
            {steps.map((step) => (
              <span key={step.label} className={cn("h-1.5 w-5 rounded-full", step.done ? "bg-accent" : "bg-active")} />
            ))}
          </span>
        </span>
      }
    >
      <ol className="grid border-t sm:grid-cols-2 lg:grid-cols-5 lg:divide-x lg:divide-line">
        {steps.map((step, index) => (
          <li key={step.label} className="flex max-lg:border-b max-lg:last:border-b-0">
            <Link
              href={step.href}
              className="group flex flex-1 items-start gap-2.5 px-4 py-3 -outline-offset-2 hover:bg-hover"
              aria-current={index === next ? "step" : undefined}
            >
              {step.done ? (
                <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
              ) : (
                <CircleDashed
                  aria-hidden
                  className={cn("mt-0.5 size-4 shrink-0", index === next ? "text-accent-text" : "text-ink-subtle")}
                />
              )}
              <span className="min-w-0 flex-1">
                <span
                  className={cn(
                    "flex items-center gap-1 font-medium text-sm",
                    step.done && "text-ink-muted line-through decoration-line-strong",
                  )}
                >
                  {step.label}
                  {step.done && <span className="sr-only"> (done)</span>}
                  {!step.done && (
                    <ChevronRight
                      aria-hidden
                      className="size-3.5 text-ink-subtle transition-transform group-hover:translate-x-0.5"
                    />
                  )}
                </span>
                {!step.done && <span className="mt-0.5 block text-ink-muted text-xs">{step.hint}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}
