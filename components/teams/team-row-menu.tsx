"use client";

import { ChartColumn, Copy, Ellipsis, Gauge, Power, PowerOff, Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { DropdownMenu, MenuItem, MenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { TeamListItemJson } from "#lib/http/resources/teams.ts";

export interface TeamRowMenuProps {
  team: TeamListItemJson;
  isOperator: boolean;
  onDuplicate: () => void;
  onSwitch: (active: boolean) => void;
}

export function TeamRowMenu({ team, isOperator, onDuplicate, onSwitch }: TeamRowMenuProps) {
  const t = useTranslations("teams.menu");
  const label = t("label", { name: team.displayName });
  return (
    <DropdownMenu trigger={<IconButton size="sm" tooltip={false} label={label} icon={<Ellipsis aria-hidden />} />}>
      <MenuItem icon={<Settings2 aria-hidden />} href={`/teams/${team.id}/configuration`}>
        {t("configuration")}
      </MenuItem>
      <MenuItem icon={<Gauge aria-hidden />} href={`/teams/${team.id}/limits`}>
        {t("limits")}
      </MenuItem>
      <MenuItem icon={<ChartColumn aria-hidden />} href={`/usage?team=${team.id}&groupBy=model`}>
        {t("usage")}
      </MenuItem>
      {isOperator && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Copy aria-hidden />} onSelect={onDuplicate}>
            {t("duplicate")}
          </MenuItem>
          {team.active ? (
            <MenuItem tone="danger" icon={<PowerOff aria-hidden />} onSelect={() => onSwitch(false)}>
              {t("deactivate")}
            </MenuItem>
          ) : (
            <MenuItem icon={<Power aria-hidden />} onSelect={() => onSwitch(true)}>
              {t("activate")}
            </MenuItem>
          )}
        </>
      )}
    </DropdownMenu>
  );
}
