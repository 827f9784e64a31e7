"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ConfigurationForm } from "#components/team/configuration/configuration-form.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { configQuery, modelsQuery } from "#components/team/team-queries.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";

export function ConfigurationScreen() {
  const t = useTranslations("configuration");
  const errorMessage = useErrorMessage();
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
          title={t("error")}
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
  const t = useTranslations("configuration");
  return (
    <div role="status" aria-label={t("loading")} className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex flex-col gap-8">
        {[3, 3, 3].map((fields, section) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they never move
          <div key={section} className="flex flex-col gap-3">
            <Skeleton className="w-28" />
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
      <div className="flex flex-col gap-3 max-xl:hidden">
        <Skeleton className="w-32" />
        <Skeleton className="h-96 w-full rounded-lg" />
      </div>
    </div>
  );
}
