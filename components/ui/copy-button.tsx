"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toast.tsx";

export interface CopyButtonProps {
  value: string;
  /** Names what is copied: "Copy API key". */
  label?: string;
  /** Shows the label beside the icon. */
  showLabel?: boolean;
  size?: "sm" | "md";
  variant?: "ghost" | "secondary" | "primary";
  onCopied?: () => void;
  className?: string;
}

export function CopyButton({
  value,
  label = "Copy",
  showLabel,
  size = "sm",
  variant,
  onCopied,
  className,
}: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_600);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      onCopied?.();
    } catch {
      // Browsers refuse the clipboard on plain http pages other than localhost.
      toast.error("Your browser didn’t allow copying", { description: "Select the text and copy it yourself." });
    }
  }

  const icon = copied ? <Check aria-hidden className="text-success-text" /> : <Copy aria-hidden />;
  const shared = { size, onClick: copy, className };
  return (
    <>
      {showLabel ? (
        <Button variant={variant ?? "secondary"} {...shared}>
          {icon}
          {copied ? "Copied" : label}
        </Button>
      ) : (
        <IconButton variant={variant ?? "ghost"} label={copied ? "Copied" : label} icon={icon} {...shared} />
      )}
      <span role="status" className="sr-only">
        {copied && "Copied to the clipboard"}
      </span>
    </>
  );
}
