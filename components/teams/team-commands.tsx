"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type Command, useCommands } from "#components/shell/commands.tsx";

/** What can be done with teams, in the command palette; the palette itself finds the teams. */
export function TeamCommands({ isOperator }: { isOperator: boolean }) {
  const t = useTranslations("teams.commands");
  const commands = useMemo<Command[]>(
    () =>
      isOperator
        ? [
            {
              id: "team new",
              group: t("do"),
              label: t("create"),
              keywords: t("createKeywords"),
              icon: <Plus aria-hidden />,
              href: "/teams?new=true",
            },
          ]
        : [],
    [isOperator, t],
  );
  useCommands(commands);
  return null;
}
