"use client";

import { useQuery } from "@tanstack/react-query";
import { errorMessage } from "#components/api-client.ts";
import { ConfigurationForm } from "#components/team/configuration/configuration-form.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { configQuery, modelsQuery } from "#components/team/team-queries.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export function ConfigurationScreen() {
  const { team } = useTeam();
  const config = useQuery(configQuery(team.id));
  const models = useQuery(modelsQuery);

  if (config.isError || models.isError) {
    const retry = () => {
      if (config.isError) void config.refetch();
      if (models.isError) void models.refetch();
    };
    return (
      <Card flush>
        <ErrorState
          title="The configuration couldn’t be loaded"
          description={errorMessage(config.error ?? models.error)}
          onRetry={retry}
          retrying={config.isFetching || models.isFetching}
        />
      </Card>
    );
  }
  if (!config.data || !models.data) return <ConfigurationSkeleton />;
  return <ConfigurationForm config={config.data} models={models.data} />;
}

function ConfigurationSkeleton() {
  return (
    <div role="status" aria-label="Loading the configuration" className="flex flex-col gap-6">
      {[2, 3, 3].map((fields, section) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never move
        <div key={section} className="grid gap-x-8 gap-y-3 lg:grid-cols-[16rem_minmax(0,1fr)]">
          <div className="flex flex-col gap-2">
            <Skeleton className="w-28" />
            <Skeleton className="h-3.5 w-48" />
          </div>
          <div className="flex flex-col gap-5 rounded-lg border bg-surface p-4">
            {Array.from({ length: fields }, (_, field) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they never move
              <div key={field} className="flex flex-col gap-2">
                <Skeleton className="w-32" />
                <Skeleton className="h-8 w-full rounded-md" />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
