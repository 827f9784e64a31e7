"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api, errorMessage } from "#components/api-client.ts";
import { ModelsShell } from "#components/models/models-shell.tsx";
import { TypeDefaultsForm } from "#components/models/type-defaults-form.tsx";
import { useModels } from "#components/models/use-models.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { TypeDefaultsJson } from "#lib/http/resources/teams.ts";

const types = ["private", "public"] as const;

export function TypeDefaultsPage() {
  const t = useTranslations("models.defaults");
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
            title={t("loadFailed")}
            description={errorMessage(defaults.error)}
            onRetry={() => defaults.refetch()}
            retrying={defaults.isFetching}
          />
        </Card>
      ) : (
        <div className="flex flex-col gap-8">
          {types.map((type) => {
            const title = t(`types.${type}.title`);
            const current = defaults.data?.items.find((one) => one.type === type);
            return (
              <Section
                key={type}
                layout="split"
                title={title}
                description={`${t(`types.${type}.description`)} ${t("inherit")}`}
              >
                <Card>
                  {current ? (
                    <TypeDefaultsForm defaults={current} title={title} models={models.data ?? []} />
                  ) : (
                    <div role="status" aria-label={t("loading", { title })} className="flex flex-col gap-5">
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
