import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Controller, type UseFormReturn } from "react-hook-form";
import { type GroupValues, MAX_ALLOWED, parseUserIds } from "#components/team/groups/group-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

const ALWAYS = ["admins", "linked", "bots"] as const;

/** Who writes without being asked: those that always do, and those that this group adds. */
export function ExemptionFields({ form, readOnly }: { form: UseFormReturn<GroupValues>; readOnly: boolean }) {
  const t = useTranslations("groups.exemptions");
  return (
    <div className="flex flex-col gap-5">
      <div className="text-sm">
        <p className="font-medium">{t("always")}</p>
        <ul className="mt-1 flex list-disc flex-col gap-0.5 ps-4 text-ink-muted marker:text-ink-subtle">
          {ALWAYS.map((who) => (
            <li key={who}>{t(who)}</li>
          ))}
        </ul>
      </div>
      <Controller
        control={form.control}
        name="allowChannelSenders"
        render={({ field }) => (
          <Field layout="inline" label={t("channelSenders")} hint={t("channelSendersHint")}>
            <Checkbox checked={field.value} onCheckedChange={field.onChange} disabled={readOnly} />
          </Field>
        )}
      />
      <Controller
        control={form.control}
        name="allowedUserIds"
        render={({ field }) => <AllowList userIds={field.value} onChange={field.onChange} readOnly={readOnly} />}
      />
    </div>
  );
}

interface AllowListProps {
  userIds: readonly number[];
  onChange: (userIds: number[]) => void;
  readOnly: boolean;
}

function AllowList({ userIds, onChange, readOnly }: AllowListProps) {
  const t = useTranslations("groups.exemptions");
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();

  function add() {
    const found = parseUserIds(typed, userIds);
    if (!found) return setError(t("wrongId"));
    if (userIds.length + found.length > MAX_ALLOWED) return setError(t("tooMany", { max: MAX_ALLOWED }));
    onChange([...userIds, ...found]);
    setTyped("");
    setError(undefined);
  }

  return (
    <div className="flex flex-col gap-2">
      <Field label={t("allowed")} hint={t("allowedHint")} error={error}>
        {!readOnly && (
          <div className="flex gap-2">
            <Input
              value={typed}
              onValueChange={(value) => {
                setTyped(value);
                setError(undefined);
              }}
              // Enter adds the person; it is not the form that is meant.
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                add();
              }}
              inputMode="numeric"
              dir="ltr"
              autoComplete="off"
              placeholder="123456789"
              className="tnum min-w-0 max-w-64 flex-1"
            />
            <Button onClick={add} disabled={typed.trim() === ""}>
              <Plus aria-hidden />
              {t("add")}
            </Button>
          </div>
        )}
      </Field>
      {userIds.length > 0 ? (
        <ul aria-label={t("allowed")} className="flex flex-wrap gap-1.5">
          {userIds.map((userId) => (
            <li
              key={userId}
              className="tnum inline-flex h-7 items-center gap-1 rounded-md bg-active ps-2.5 pe-0.5 text-ink text-xs"
            >
              <bdi>{userId}</bdi>
              {!readOnly && (
                <button
                  type="button"
                  aria-label={t("remove", { user: String(userId) })}
                  className="grid size-6 place-items-center rounded-sm text-ink-subtle hover:bg-hover hover:text-ink"
                  onClick={() => onChange(userIds.filter((one) => one !== userId))}
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              )}
            </li>
          ))}
        </ul>
      ) : (
        readOnly && <p className="text-ink-subtle text-sm">{t("nobody")}</p>
      )}
    </div>
  );
}
