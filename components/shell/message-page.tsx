import type { ReactNode } from "react";
import { LogoMark } from "#components/shell/logo.tsx";

export interface MessagePageProps {
  /** Small, above the title: "404". */
  code?: string;
  title: string;
  description: ReactNode;
  actions?: ReactNode;
  /** Inside the shell, which has the logo already. */
  inShell?: boolean;
}

/** A page that only says something: not found, failed. */
export function MessagePage({ code, title, description, actions, inShell }: MessagePageProps) {
  const Root = inShell ? "div" : "main";
  return (
    <Root className={inShell ? "grid min-h-[60vh] place-items-center" : "grid min-h-dvh place-items-center p-6"}>
      <div className="flex max-w-sm flex-col items-center text-center">
        {!inShell && <LogoMark className="mb-5 size-9" />}
        {code && <p className="tnum mb-1 font-medium text-ink-subtle text-sm">{code}</p>}
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        <p className="mt-1.5 text-balance text-base text-ink-muted">{description}</p>
        {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
      </div>
    </Root>
  );
}
