"use client";

import { ChevronsUpDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useWanted } from "#components/ui/use-wanted.ts";

const loadList = () => import("#components/team/team-switcher-list.tsx").then((m) => m.TeamSwitcherList);
const TeamSwitcherList = dynamic(loadList, { ssr: false });

/** Goes to the same page of another team. Its list is loaded when it is first opened, or pointed at. */
export function TeamSwitcher() {
  const t = useTranslations("team.switcher");
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const wanted = useWanted(open);
  return (
    <>
      <IconButton
        ref={button}
        size="sm"
        tooltip={false}
        label={t("label")}
        icon={<ChevronsUpDown aria-hidden />}
        className="-ms-1"
        role="combobox"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onPointerEnter={() => void loadList()}
      />
      {wanted && <TeamSwitcherList open={open} onOpenChange={setOpen} anchor={button} />}
    </>
  );
}
