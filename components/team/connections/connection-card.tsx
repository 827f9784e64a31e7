"use client";

import { Ellipsis, KeyRound, MessagesSquare, Pause, Pencil, Play, Plug, RefreshCw, Send, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { botLink } from "#components/team/connections/bot-link.ts";
import { ConnectionFacts } from "#components/team/connections/connection-facts.tsx";
import { useConnectionActions } from "#components/team/connections/use-connection-actions.ts";
import { useConnectionState } from "#components/team/connections/use-connection-state.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { InlineCode } from "#components/ui/code-block.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

export interface ConnectionCardProps {
  connection: ConnectionJson;
  /** End users have to bring an access code. */
  needsCode: boolean;
  onEdit: () => void;
  onShowCode: () => void;
}

export function ConnectionCard({ connection, needsCode, onEdit, onShowCode }: ConnectionCardProps) {
  const t = useTranslations("connections");
  const { team, canWrite, sandboxApiRoot } = useTeam();
  const { check, setActive } = useConnectionActions(connection);
  const { kind, name, username, settings, active } = connection;
  const state = useConnectionState(connection, team.active);
  const isBot = kind === "telegram";
  const inSandbox = isBot && sandboxApiRoot !== null && settings.apiRoot === sandboxApiRoot;
  const Icon = isBot ? Send : Plug;

  return (
    <article aria-label={name} className="flex min-w-0 flex-1 flex-col rounded-lg border bg-surface">
      <header className="flex items-start gap-3 px-4 pt-4">
        <span
          aria-hidden
          className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent-text [&_svg]:size-4.5"
        >
          <Icon />
        </span>
        <div className="min-w-0 flex-1">
          <h3 className="truncate font-semibold text-base leading-5">
            <bdi>{name}</bdi>
          </h3>
          <p className="truncate text-ink-muted text-sm">
            {t(`kinds.${kind}`)}
            {username && " · "}
            {username && <BotName connection={connection} />}
          </p>
        </div>
        <Badge tone={state.tone} dot role="status" aria-label={t("card.health", { state: state.label })}>
          {state.label}
        </Badge>
        {canWrite && isBot && <CardMenu connection={connection} onEdit={onEdit} onShowCode={onShowCode} />}
      </header>
      {state.reason && (
        <p
          className={
            state.tone === "danger"
              ? "mx-4 mt-3 rounded-md bg-danger-soft px-3 py-2 text-danger-text text-xs"
              : "mx-4 mt-3 text-ink-muted text-xs"
          }
        >
          {state.reason}
        </p>
      )}
      {isBot ? (
        <div className="px-4 py-4">
          <ConnectionFacts connection={connection} inSandbox={inSandbox} />
        </div>
      ) : (
        <p className="px-4 py-4 text-ink-muted text-sm">
          {t.rich("card.api", { code: (chunks) => <InlineCode>{chunks}</InlineCode> })}
        </p>
      )}
      {isBot && (canWrite || inSandbox) && (
        <footer className="mt-auto flex flex-wrap items-center gap-2 border-t px-4 py-2.5">
          {canWrite &&
            (active ? (
              <Button size="sm" loading={check.isPending} onClick={() => check.mutate()}>
                <RefreshCw aria-hidden />
                {t("card.check")}
              </Button>
            ) : (
              <Button size="sm" loading={setActive.isPending} onClick={() => setActive.mutate(true)}>
                <Play aria-hidden className="rtl:-scale-x-100" />
                {t("card.resume")}
              </Button>
            ))}
          {canWrite && needsCode && (
            <Button size="sm" variant="ghost" onClick={onShowCode}>
              <KeyRound aria-hidden />
              {t("card.code")}
            </Button>
          )}
          {inSandbox && (
            <ButtonLink size="sm" variant="ghost" href={`/sandbox?bot=${connection.id}`} className="ms-auto">
              <MessagesSquare aria-hidden />
              {t("card.chat")}
            </ButtonLink>
          )}
        </footer>
      )}
    </article>
  );
}

function CardMenu({ connection, onEdit, onShowCode }: Omit<ConnectionCardProps, "needsCode">) {
  const t = useTranslations("connections");
  const { setActive, remove } = useConnectionActions(connection);
  const [removing, setRemoving] = useState(false);
  const { name, active } = connection;
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton
            size="sm"
            label={t("card.actions", { name })}
            tooltip={false}
            icon={<Ellipsis aria-hidden />}
            className="-mt-1 -me-1.5"
          />
        }
      >
        <MenuItem icon={<Pencil aria-hidden />} onSelect={onEdit}>
          {t("card.edit")}
        </MenuItem>
        <MenuItem icon={<KeyRound aria-hidden />} onSelect={onShowCode}>
          {t("card.codeMenu")}
        </MenuItem>
        <MenuItem
          icon={active ? <Pause aria-hidden /> : <Play aria-hidden className="rtl:-scale-x-100" />}
          onSelect={() => setActive.mutate(!active)}
        >
          {active ? t("card.pause") : t("card.resume")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 aria-hidden />} tone="danger" onSelect={() => setRemoving(true)}>
          {t("card.remove")}
        </MenuItem>
      </DropdownMenu>
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={t("remove.title", { name })}
        description={t("remove.text")}
        confirmLabel={t("remove.confirm")}
        onConfirm={() => remove.mutateAsync()}
      />
    </>
  );
}

function BotName({ connection }: { connection: ConnectionJson }) {
  const link = botLink(connection);
  const name = <bdi dir="ltr">@{connection.username}</bdi>;
  if (!link) return name;
  return (
    <a href={link} target="_blank" rel="noreferrer" className="text-accent-text hover:underline">
      {name}
    </a>
  );
}
