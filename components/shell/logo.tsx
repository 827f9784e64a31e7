import { cn } from "#components/ui/cn.ts";

/** The mark: one line put through from one socket to another. The same drawing as app/icon.svg. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={cn("size-6 shrink-0", className)}>
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round">
        <path d="M9 10.5h4.2c5.2 0 4.4 11 9.8 11" />
        <path d="M9 21.5h3.4M19.6 10.5H23" opacity=".55" />
      </g>
      <g fill="#fff">
        <circle cx="9" cy="10.5" r="2.6" />
        <circle cx="23" cy="21.5" r="2.6" />
      </g>
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold text-base tracking-tight", className)}>
      <LogoMark />
      Switchboard
    </span>
  );
}
