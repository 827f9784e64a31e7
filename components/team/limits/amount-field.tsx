import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { parseAmount } from "#components/team/limits/parse-amount.ts";
import { useLimitWords } from "#components/team/limits/use-limit-words.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { LimitJson } from "#lib/http/resources/limits.ts";

export interface AmountFieldProps {
  unit: LimitJson["unit"];
  /** What is typed at the moment; dollars are read back below it. */
  typed: string;
  error: string | undefined;
  input: ComponentProps<typeof Input>;
}

/** An amount in a limit's unit. */
export function AmountField({ unit, typed, error, input }: AmountFieldProps) {
  const t = useTranslations("limits.form");
  const words = useLimitWords();
  const parsed = parseAmount(unit, typed);
  return (
    <Field
      label={t("amount")}
      error={error}
      hint={!error && parsed.ok && unit === "cost" ? `= ${words.amount(unit, parsed.amount)}` : undefined}
    >
      <Input
        {...input}
        inputMode={unit === "cost" ? "decimal" : "numeric"}
        autoComplete="off"
        dir="ltr"
        prefix={unit === "cost" ? "$" : undefined}
        placeholder={{ cost: "25.00", tokens: "1,000,000", requests: "1,000" }[unit]}
        className="tnum"
      />
    </Field>
  );
}
