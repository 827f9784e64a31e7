"use client";

import {
  MessageCircle,
  MoreHorizontal,
  Pencil,
  Power,
  RotateCw,
  ScrollText,
  Send,
  Trash2,
  Webhook,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDestinationActions } from "#components/alerts/use-destination-actions.ts";
import { useTroubleText } from "#components/alerts/use-trouble-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { DestinationJson } from "#lib/http/resources/alerts.ts";

export interface DestinationRowProps {
  destination: DestinationJson;
  canWrite: boolean;
  onLog: () => void;
  onChange: (what: "edit" | "delete" | "rotate") => void;
}

/** One destination: where it goes, what it hears, and how the latest delivery went. */
export function DestinationRow({ destination, canWrite, onLog, onChange }: DestinationRowProps) {
  const t = useTranslations("alerts");
  const troubleText = useTroubleText();
  const actions = useDestinationActions(destination);
  const [testing, setTesting] = useState(false);
  const { name, kind, active, kinds, disabledReason } = destination;
  const Icon = kind === "webhook" ? Webhook : MessageCircle;

  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <span className="mt-0.5 grid size-7 shrink-0 place-items-center rounded-md border bg-canvas text-ink-muted dark:bg-raised">
        <Icon aria-hidden className="size-4" />
      </span>
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2 font-medium text-sm">
          <bdi className="break-words">{name}</bdi>
          {!active && <Badge tone={disabledReason ? "danger" : "neutral"}>{t("destinations.off")}</Badge>}
        </p>
        <p className="text-ink-muted text-sm">
          <Target destination={destination} />
        </p>
        {disabledReason && (
          <p className="text-danger-text text-sm">
            {t("destinations.disabled", { reason: troubleText(disabledReason) })}
          </p>
        )}
        <p className="mt-0.5 flex flex-wrap gap-x-1.5 text-ink-subtle text-xs">
          <span>
            {kinds.length === 0 ? t("destinations.allKinds") : kinds.map((one) => t(`kinds.${one}`)).join(" · ")}
          </span>
          {!disabledReason && (
            <>
              <span aria-hidden>·</span>
              <Latest latest={destination.latest} />
            </>
          )}
        </p>
      </div>
      <div className="flex items-center gap-1 max-sm:ms-10">
        {canWrite ? (
          <>
            <Button
              size="sm"
              loading={testing}
              aria-label={t("destinations.testLabel", { name })}
              onClick={async () => {
                setTesting(true);
                if (await actions.test()) onLog();
                setTesting(false);
              }}
            >
              <Send aria-hidden className="rtl:-scale-x-100" />
              {t("destinations.test")}
            </Button>
            <DropdownMenu
              trigger={
                <IconButton
                  size="sm"
                  label={t("destinations.menu", { name })}
                  tooltip={false}
                  icon={<MoreHorizontal aria-hidden />}
                />
              }
            >
              <MenuItem icon={<ScrollText aria-hidden />} onSelect={onLog}>
                {t("destinations.log")}
              </MenuItem>
              <MenuItem icon={<Pencil aria-hidden />} onSelect={() => onChange("edit")}>
                {t("destinations.edit")}
              </MenuItem>
              {kind === "webhook" && (
                <MenuItem icon={<RotateCw aria-hidden />} onSelect={() => onChange("rotate")}>
                  {t("destinations.rotate")}
                </MenuItem>
              )}
              <MenuItem icon={<Power aria-hidden />} onSelect={() => void actions.setActive(!active)}>
                {active ? t("destinations.switchOff") : t("destinations.switchOn")}
              </MenuItem>
              <MenuSeparator />
              <MenuItem icon={<Trash2 aria-hidden />} tone="danger" onSelect={() => onChange("delete")}>
                {t("destinations.delete")}
              </MenuItem>
            </DropdownMenu>
          </>
        ) : (
          <Button size="sm" aria-label={t("destinations.logLabel", { name })} onClick={onLog}>
            <ScrollText aria-hidden />
            {t("destinations.log")}
          </Button>
        )}
      </div>
    </li>
  );
}

function Target({ destination }: { destination: DestinationJson }) {
  const t = useTranslations("alerts.destinations");
  const { kind, url, connection, chatId } = destination;
  if (kind === "webhook") {
    return (
      <span dir="ltr" className="block truncate text-start font-mono text-xs leading-5 rtl:text-end">
        {url}
      </span>
    );
  }
  if (!connection) return t("botGone");
  return t.rich("chat", {
    bot: () => <bdi>{connection.name}</bdi>,
    chat: () => (
      <bdi dir="ltr" className="font-mono text-xs">
        {chatId}
      </bdi>
    ),
  });
}

function Latest({ latest }: { latest: DestinationJson["latest"] }) {
  const t = useTranslations("alerts.destinations");
  const troubleText = useTroubleText();
  if (!latest) return t("never");
  if (latest.status === "pending") {
    return latest.trouble ? t("retrying", { reason: troubleText(latest.trouble) }) : t("pending");
  }
  const when = () => <RelativeTime date={latest.at} />;
  if (latest.status === "delivered") return <span className="text-success-text">{t.rich("delivered", { when })}</span>;
  const reason = latest.trouble ? troubleText(latest.trouble) : "";
  return <span className="text-danger-text">{t.rich("failed", { when, reason })}</span>;
}
