"use client";

import { Building2, Cable, ChartColumn, KeyRound } from "lucide-react";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

const steps = [
  {
    icon: Building2,
    title: "Create a team",
    text: "One for each platform or customer. It has its own limits, keys and settings.",
  },
  { icon: KeyRound, title: "Hand out a key", text: "Apps call the API with it, just as they would call OpenAI." },
  { icon: Cable, title: "Connect a bot", text: "Paste a Telegram bot’s token, and the bot answers." },
  { icon: ChartColumn, title: "Watch usage", text: "Every answer shows up here with its tokens and its cost." },
];

/** The overview of somebody who has no team yet. */
export function FirstSteps({ isOperator }: { isOperator: boolean }) {
  if (!isOperator) {
    return (
      <Card>
        <EmptyState
          icon={<Building2 />}
          title="You aren’t in a team yet"
          description="Ask an operator or a team’s owner for an invitation link. What your teams use shows up here."
        />
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState
        className="pt-10 pb-8"
        icon={<Building2 />}
        title="Create your first team"
        description="A team is a platform that you run: its bots, its API keys, its models and its limits."
        action={
          <ButtonLink variant="primary" href="/teams?new=true">
            Create a team
          </ButtonLink>
        }
      />
      <ol className="grid gap-x-6 gap-y-5 border-t pt-6 pb-2 sm:grid-cols-2 lg:grid-cols-4">
        {steps.map(({ icon: Icon, title, text }, index) => (
          <li key={title} className="flex gap-3">
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-subtle" />
            <div>
              <p className="font-medium">
                {index + 1}. {title}
              </p>
              <p className="text-ink-muted text-xs">{text}</p>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
