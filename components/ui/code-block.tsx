"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";

export interface CodeBlockProps {
  /** One snippet, or several to switch between: `[{ label: "curl", code }, { label: "Python", code }]`. */
  code: string | readonly { label: string; code: string }[];
  title?: ReactNode;
  /** Breaks long lines instead of scrolling sideways. */
  wrap?: boolean;
  className?: string;
}

export function CodeBlock({ code, title, wrap, className }: CodeBlockProps) {
  const t = useTranslations("ui.codeBlock");
  const snippets = typeof code === "string" ? [{ label: t("code"), code }] : code;
  const [chosen, setChosen] = useState(snippets[0]?.label ?? "");
  const current = snippets.find((snippet) => snippet.label === chosen) ?? snippets[0];
  const titleId = useId();
  if (!current) return null;
  const hasHeader = Boolean(title) || snippets.length > 1;
  return (
    <div className={cn("group/code relative min-w-0 rounded-md border bg-sunken", className)}>
      {hasHeader && (
        <div className="flex min-h-10 items-center gap-2 border-b py-1 ps-3 pe-10">
          {title && (
            <span id={titleId} className="me-auto truncate text-ink-muted text-xs">
              {title}
            </span>
          )}
          {snippets.length > 1 && (
            <Segmented
              label={t("language")}
              value={current.label}
              onValueChange={setChosen}
              options={snippets.map(({ label }) => ({ value: label, label }))}
            />
          )}
        </div>
      )}
      <CopyButton value={current.code} label={t("copy")} className="absolute end-1.5 top-1.5" />
      <pre
        dir="ltr"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className={cn("overflow-x-auto p-3 pe-10 font-mono text-xs leading-5", wrap && "whitespace-pre-wrap break-all")}
      >
        <code>{current.code}</code>
      </pre>
    </div>
  );
}

/** A short piece of code inside a sentence: a key's prefix, a model's id. */
export function InlineCode({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <code
      dir="ltr"
      className={cn(
        "rounded-sm bg-active px-1 py-0.5 font-mono text-[0.92em] text-ink [overflow-wrap:anywhere]",
        className,
      )}
    >
      {children}
    </code>
  );
}
