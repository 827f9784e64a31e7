"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/api-client.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { useDebounced } from "#components/teams/use-debounced.ts";
import { Combobox } from "#components/ui/combobox.tsx";
import type { Page } from "#lib/http/resources/common.ts";
import type { EndUserJson } from "#lib/http/resources/end-users.ts";

export interface EndUserPickerProps {
  /** An end user's id; empty for each of them. */
  value: string;
  onValueChange: (endUserId: string) => void;
  onBlur?: () => void;
}

/** One end user of the team, found by name or by the platform's id, or each of them. */
export function EndUserPicker({ value, onValueChange, onBlur }: EndUserPickerProps) {
  const t = useTranslations("limits.form");
  const { team } = useTeam();
  const each = { value: "", label: t("eachEndUser"), description: t("eachEndUserText") };
  const [chosen, setChosen] = useState(each);
  const [typed, setTyped] = useState("");
  const q = useDebounced(typed === chosen.label ? "" : typed.trim(), 250);
  const found = useQuery({
    queryKey: ["end-users", team.id, q],
    queryFn: ({ signal }) => api<Page<EndUserJson>>("/end-users", { query: { teamId: team.id, q, limit: 20 }, signal }),
    placeholderData: (before) => before,
  });
  const options = [
    ...(q === "" ? [each] : []),
    ...(found.data?.items ?? []).map(({ id, name, externalId, connectionName }) => ({
      value: id,
      label: name ?? externalId,
      description: `${connectionName} · ${externalId}`,
    })),
  ];
  return (
    <Combobox
      options={options}
      chosen={chosen}
      value={value}
      onSearch={setTyped}
      onValueChange={(next) => {
        const option = options.find((one) => one.value === next) ?? each;
        setChosen(option);
        onValueChange(option.value);
      }}
      onBlur={onBlur}
      placeholder={t("findEndUser")}
      empty={found.isFetching ? t("searching") : t("noEndUser")}
    />
  );
}
