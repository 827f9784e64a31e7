"use client";

import { Combobox } from "@base-ui/react/combobox";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { api } from "#components/api-client.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { useDebounced } from "#components/teams/use-debounced.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { cn } from "#components/ui/cn.ts";
import { control, listItem, popup } from "#components/ui/control.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Page } from "#lib/http/resources/common.ts";
import type { TeamListItemJson } from "#lib/http/resources/teams.ts";

/** More are found by searching. */
const SHOWN = 30;

export interface TeamSwitcherListProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The button it belongs to, which takes the focus back. */
  anchor: RefObject<HTMLElement | null>;
}

/** The list of a `TeamSwitcher`; the server searches. */
export function TeamSwitcherList({ open, onOpenChange, anchor }: TeamSwitcherListProps) {
  const t = useTranslations("team.switcher");
  const { team } = useTeam();
  const router = useRouter();
  const pathname = usePathname();
  const [typed, setTyped] = useState("");
  const search = useDebounced(typed.trim().slice(0, 100), 150);
  const found = useQuery({
    queryKey: ["teams", "switcher", search],
    queryFn: ({ signal }) =>
      api<Page<TeamListItemJson>>("/teams", { query: { search, sort: "name", limit: SHOWN }, signal }),
    placeholderData: keepPreviousData,
    enabled: open,
  });
  const teams = found.data?.items ?? [];

  return (
    <Combobox.Root
      items={teams}
      // The server has searched.
      filter={null}
      open={open}
      onOpenChange={(next, { reason, event }) => {
        // The button closes it by its own click; closed here already, that click would open it again.
        const isOwnButton = event.target instanceof Node && anchor.current?.contains(event.target);
        if (!(reason === "outside-press" && isOwnButton)) onOpenChange(next);
      }}
      onOpenChangeComplete={(isOpen) => !isOpen && setTyped("")}
      inputValue={typed}
      onInputValueChange={setTyped}
      value={teams.find(({ id }) => id === team.id) ?? null}
      itemToStringLabel={({ displayName }: TeamListItemJson) => displayName}
      onValueChange={(next) => {
        if (!next || next.id === team.id) return;
        onOpenChange(false);
        router.push(pathname.replace(`/teams/${team.id}`, `/teams/${next.id}`));
      }}
    >
      <Combobox.Portal>
        <Combobox.Positioner anchor={anchor} sideOffset={4} align="start" className="z-50 outline-none">
          <Combobox.Popup
            finalFocus={anchor}
            className={cn(popup, "flex w-72 max-w-(--available-width) flex-col")}
            aria-label={t("label")}
          >
            <div className="border-b p-2">
              <Combobox.Input placeholder={t("search")} className={cn(control, "h-8")} />
            </div>
            {found.isPending ? (
              <div className="flex flex-col gap-2.5 p-3">
                <Skeleton className="w-40" />
                <Skeleton className="w-32" />
                <Skeleton className="w-44" />
              </div>
            ) : (
              <Combobox.Empty>
                <div className="px-3 py-5 text-center text-ink-subtle text-sm">
                  {found.isError ? t("error") : t("empty")}
                </div>
              </Combobox.Empty>
            )}
            <Combobox.List className="max-h-[min(20rem,calc(var(--available-height)-6rem))] overflow-y-auto overscroll-contain p-1 data-empty:p-0">
              {(one: TeamListItemJson) => (
                <Combobox.Item key={one.id} value={one} className={cn(listItem, "min-h-9 gap-2.5")}>
                  <Avatar name={one.displayName} shape="square" size="sm" />
                  <span className="min-w-0 flex-1 truncate">{one.displayName}</span>
                  {one.id === team.id && <Check aria-hidden className="text-accent-text" />}
                </Combobox.Item>
              )}
            </Combobox.List>
            <div className="border-t p-1">
              <Link href="/teams" className={cn(listItem, "text-ink-muted hover:bg-hover")}>
                {t("all")}
              </Link>
            </div>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
