"use client";

import { Ellipsis, KeyRound, MessagesSquare, Pause, Pencil, Play, Plug, RefreshCw, Send } from "lucide-react";
import { botLink, connectionState, KIND_LABELS } from "#components/team/connections/connection-words.ts";
import { useConnectionActions } from "#components/team/connections/use-connection-actions.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { InlineCode } from "#components/ui/code-block.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

export interface ConnectionCardProps {
  connection: ConnectionJson;
  /** End users have to bring an access code. */
  needsCode: boolean;
  onEdit: () => void;
  onShowCode: () => void;
}

export function ConnectionCard({ connection, needsCode, onEdit, onShowCode }: ConnectionCardProps) {
  const { team, canWrite, sandboxApiRoot } = useTeam();
  const { check, setActive } = useConnectionActions(connection);
  const { kind, name, username, settings, active } = connection;
  const state = connectionState(connection, team.active);
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
          <h3 className="truncate font-semibold text-base leading-5">{name}</h3>
          <p className="truncate text-ink-muted text-sm">
            {KIND_LABELS[kind]}
            {username && " · "}
            {username && <BotName connection={connection} />}
          </p>
        </div>
        <Badge tone={state.tone} dot role="status" aria-label={`Health: ${state.label}`}>
          {state.label}
        </Badge>
        {canWrite && isBot && (
          <DropdownMenu
            trigger={
              <IconButton
                size="sm"
                label={`Actions for ${name}`}
                tooltip={false}
                icon={<Ellipsis aria-hidden />}
                className="-mt-1 -me-1.5"
              />
            }
          >
            <MenuItem icon={<Pencil aria-hidden />} onSelect={onEdit}>
              Edit…
            </MenuItem>
            <MenuItem icon={<KeyRound aria-hidden />} onSelect={onShowCode}>
              Access code…
            </MenuItem>
            <MenuSeparator />
            <MenuItem
              icon={active ? <Pause aria-hidden /> : <Play aria-hidden />}
              onSelect={() => setActive.mutate(!active)}
            >
              {active ? "Pause" : "Resume"}
            </MenuItem>
          </DropdownMenu>
        )}
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
          <Facts
            items={[
              {
                label: "Last message",
                value: <Moment date={connection.lastUpdateAt} none="None yet" timeZone={team.timeZone} />,
              },
              {
                label: "Checked",
                value: <Moment date={connection.healthCheckedAt} none="Not yet" timeZone={team.timeZone} />,
              },
              {
                label: "Model",
                value: connection.defaultModel ? (
                  <InlineCode>{connection.defaultModel}</InlineCode>
                ) : (
                  <span className="text-ink-muted">The team’s default</span>
                ),
              },
              ...(settings.apiRoot
                ? [
                    {
                      label: "Bot API",
                      value: inSandbox ? "Sandbox" : <span className="break-all">{settings.apiRoot}</span>,
                    },
                  ]
                : []),
            ]}
          />
        </div>
      ) : (
        <p className="px-4 py-4 text-ink-muted text-sm">
          Conversations that programs hold through the gateway’s <InlineCode>/v1/rooms</InlineCode> with one of this
          team’s keys. It needs no setting up.
        </p>
      )}
      {isBot && (canWrite || inSandbox) && (
        <footer className="mt-auto flex flex-wrap items-center gap-2 border-t px-4 py-2.5">
          {canWrite &&
            (active ? (
              <Button size="sm" loading={check.isPending} onClick={() => check.mutate()}>
                <RefreshCw aria-hidden />
                Check now
              </Button>
            ) : (
              <Button size="sm" loading={setActive.isPending} onClick={() => setActive.mutate(true)}>
                <Play aria-hidden />
                Resume
              </Button>
            ))}
          {canWrite && needsCode && (
            <Button size="sm" variant="ghost" onClick={onShowCode}>
              <KeyRound aria-hidden />
              Access code
            </Button>
          )}
          {inSandbox && (
            <ButtonLink size="sm" variant="ghost" href={`/sandbox?bot=${connection.id}`} className="ms-auto">
              <MessagesSquare aria-hidden />
              Chat in the sandbox
            </ButtonLink>
          )}
        </footer>
      )}
    </article>
  );
}

function Moment({ date, none, timeZone }: { date: string | null; none: string; timeZone: string }) {
  if (date === null) return <span className="text-ink-subtle">{none}</span>;
  return <RelativeTime date={date} timeZone={timeZone} />;
}

function BotName({ connection }: { connection: ConnectionJson }) {
  const link = botLink(connection);
  if (!link) return <span>@{connection.username}</span>;
  return (
    <a href={link} target="_blank" rel="noreferrer" className="text-accent-text hover:underline">
      @{connection.username}
    </a>
  );
}
