"use client";

import { useQuery } from "@tanstack/react-query";
import { api, errorMessage } from "#components/api-client.ts";
import { ModelsShell } from "#components/models/models-shell.tsx";
import { TypeDefaultsForm } from "#components/models/type-defaults-form.tsx";
import { useModels } from "#components/models/use-models.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { TypeDefaultsJson } from "#lib/http/resources/teams.ts";

const types = [
  {
    type: "private",
    title: "Private teams",
    description: "For known people: an organisation’s own bots and apps.",
  },
  {
    type: "public",
    title: "Public teams",
    description: "For anyone who finds the bot.",
  },
] as const;

export function TypeDefaultsPage() {
  const models = useModels();
  const defaults = useQuery({
    queryKey: ["type-defaults"],
    queryFn: ({ signal }) => api<{ items: TypeDefaultsJson[] }>("/type-defaults", { signal }),
  });
  const failed = defaults.isError && !defaults.data;
  return (
    <ModelsShell>
      {failed ? (
        <Card>
          <ErrorState
            title="The defaults couldn’t be loaded"
            description={errorMessage(defaults.error)}
            onRetry={() => defaults.refetch()}
            retrying={defaults.isFetching}
          />
        </Card>
      ) : (
        <div className="flex flex-col gap-8">
          {types.map(({ type, title, description }) => {
            const current = defaults.data?.items.find((one) => one.type === type);
            return (
              <Section
                key={type}
                layout="split"
                title={title}
                description={`${description} A team uses these values wherever it has none of its own; a change reaches it within 5 seconds.`}
              >
                <Card>
                  {current ? (
                    <TypeDefaultsForm defaults={current} title={title} models={models.data ?? []} />
                  ) : (
                    <div role="status" aria-label={`Loading ${title}`} className="flex flex-col gap-5">
                      <Skeleton className="h-12" />
                      <Skeleton className="h-12" />
                      <Skeleton className="h-24" />
                    </div>
                  )}
                </Card>
              </Section>
            );
          })}
        </div>
      )}
    </ModelsShell>
  );
}
