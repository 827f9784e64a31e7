import { ArrowUpRight, Hash } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { cn } from "#components/ui/cn.ts";
import { Truncated } from "#components/ui/truncated.tsx";
import { useFormat } from "#components/use-format.ts";

export interface PreviewButton {
  text: string;
  /** It opens a page or a chat. */
  leads?: boolean;
}

export interface MessagePreviewProps {
  /** Names the picture for screen readers. */
  label: string;
  /** Where it is said. */
  chat: { title: string; detail?: string | undefined; topic?: string | undefined };
  /** Who says it; null in a chat of two, where it goes without saying. */
  author: string | null;
  /** Each a bubble of its own. */
  messages: readonly { key: string; content: ReactNode }[];
  buttons?: readonly (readonly PreviewButton[])[];
  /** The text's language, which may be another than the dashboard's. */
  lang?: string;
  className?: string;
}

/** Any moment of a day does; this one is shown in every picture of a phone. */
const MOMENT = "2026-01-01T09:41:00Z";

/** How Telegram shows a bot's message, with what stands around it. Nothing in it can be pressed. */
export function MessagePreview({ label, chat, author, messages, buttons, lang, className }: MessagePreviewProps) {
  const format = useFormat();
  return (
    <figure aria-label={label} className={cn("overflow-hidden rounded-lg border bg-sunken", className)}>
      <div className="flex items-center gap-2.5 border-b bg-surface px-3 py-2 dark:bg-raised">
        <Avatar name={chat.title} />
        <div className="min-w-0 leading-tight">
          <Truncated className="font-medium text-sm">{chat.title}</Truncated>
          {chat.detail && <p className="truncate text-2xs text-ink-muted">{chat.detail}</p>}
        </div>
      </div>
      {chat.topic && (
        <p className="flex items-center gap-1 border-b bg-surface px-3 py-1 text-2xs text-ink-muted dark:bg-raised">
          <Hash aria-hidden className="size-3" />
          {chat.topic}
        </p>
      )}
      <div className="flex flex-col gap-1.5 p-3" lang={lang}>
        {messages.map(({ key, content }, index) => (
          <div key={key} className="max-w-[92%] self-start">
            <div className="rounded-2xl rounded-es-md border bg-surface px-3 py-1.5 text-base dark:bg-raised">
              {author && index === 0 && (
                <p className="font-medium text-accent-text text-xs">
                  <bdi>{author}</bdi>
                </p>
              )}
              <div dir="auto" className="whitespace-pre-wrap break-words">
                {content}
              </div>
              <p className="tnum text-end text-2xs text-ink-muted">
                {format.bucket(MOMENT, "hour", { timeZone: "UTC" })}
              </p>
            </div>
            {index === messages.length - 1 && buttons && <Buttons rows={buttons} />}
          </div>
        ))}
      </div>
    </figure>
  );
}

function Buttons({ rows }: { rows: NonNullable<MessagePreviewProps["buttons"]> }) {
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {rows.map((row) => (
        <li key={row.map(({ text }) => text).join()} className="flex gap-1">
          {row.map(({ text, leads }) => (
            <span
              key={text}
              className="relative flex min-h-8 min-w-0 flex-1 items-center justify-center rounded-md border bg-surface px-5 py-1 font-medium text-accent-text text-sm dark:bg-raised"
            >
              <span dir="auto" className="truncate">
                {text}
              </span>
              {leads && <ArrowUpRight aria-hidden className="absolute end-1 top-1 size-3 rtl:-scale-x-100" />}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
