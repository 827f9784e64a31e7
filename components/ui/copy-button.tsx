"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
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
  label: wanted,
  showLabel,
  size = "sm",
  variant,
  onCopied,
  className,
}: CopyButtonProps) {
  const t = useTranslations("ui.copy");
  const common = useTranslations("common");
  const label = wanted ?? common("copy");
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
      toast.error(t("refused"), { description: t("byHand") });
    }
  }

  const icon = copied ? <Check aria-hidden className="text-success-text" /> : <Copy aria-hidden />;
  const shared = { size, onClick: copy, className };
  return (
    <>
      {showLabel ? (
        <Button variant={variant ?? "secondary"} {...shared}>
          {icon}
          {copied ? t("copied") : label}
        </Button>
      ) : (
        <IconButton variant={variant ?? "ghost"} label={copied ? t("copied") : label} icon={icon} {...shared} />
      )}
      <span role="status" className="sr-only">
        {copied && t("status")}
      </span>
    </>
  );
}
