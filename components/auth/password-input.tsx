"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input, type InputProps } from "#components/ui/input.tsx";

/** A password that can be shown while it is typed. */
export function PasswordInput(props: Omit<InputProps, "type" | "suffix">) {
  const t = useTranslations("auth.fields");
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Input
      autoCapitalize="none"
      spellCheck={false}
      {...props}
      type={shown ? "text" : "password"}
      suffix={
        <IconButton
          label={shown ? t("hidePassword") : t("showPassword")}
          aria-pressed={shown}
          tooltip={false}
          size="sm"
          icon={<Icon aria-hidden />}
          className="-me-2"
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
