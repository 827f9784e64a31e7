"use client";

import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { showServerErrors } from "#components/form-errors.ts";
import type { Accepted } from "#components/team/connections/connect-dialog.tsx";
import { sandboxToken } from "#components/team/connections/sandbox-token.ts";
import { ApiRootField, type ConnectionValues, TokenField } from "#components/team/connections/settings-fields.tsx";
import { useCheckToken } from "#components/team/connections/use-check-token.ts";
import { useProblemText } from "#components/team/connections/use-problem-text.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { InlineCode } from "#components/ui/code-block.tsx";
import { DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";

export interface TokenStepProps {
  /** What was accepted before the user came back. */
  before: Accepted | null;
  onAccepted: (accepted: Accepted) => void;
}

/** The token, which Telegram is asked about at once. */
export function TokenStep({ before, onAccepted }: TokenStepProps) {
  const t = useTranslations("connections.setUp");
  const common = useTranslations("common");
  const { team, isOperator, sandboxApiRoot } = useTeam();
  const checkToken = useCheckToken();
  const problemText = useProblemText();
  const form = useForm<ConnectionValues>({
    mode: "onTouched",
    defaultValues: { token: before?.token ?? "", settings: { apiRoot: before?.apiRoot ?? "" } },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit((values) => tryToken(values.token, values.settings.apiRoot ?? ""));

  async function tryToken(token: string, apiRoot: string, name?: string) {
    try {
      const checked = await checkToken({ token, apiRoot });
      if (checked.ok) {
        const { account } = checked;
        return onAccepted({ token: token.trim(), apiRoot: apiRoot.trim(), name: name ?? account.name, account });
      }
      form.setError("token", { message: problemText(checked.problem) }, { shouldFocus: true });
    } catch (error) {
      showServerErrors(error, form);
    }
  }

  const takeSandbox = async (apiRoot: string) => {
    form.setValue("token", sandboxToken(team.platformName));
    form.setValue("settings.apiRoot", apiRoot);
    form.clearErrors();
    await tryToken(form.getValues("token"), apiRoot, t("demoName"));
  };

  return (
    <form className="contents" noValidate onSubmit={submit}>
      <DialogBody>
        {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
        {sandboxApiRoot && (
          <Banner
            title={t("demoTitle")}
            actions={
              <Button size="sm" onClick={() => takeSandbox(sandboxApiRoot)}>
                <FlaskConical aria-hidden />
                {t("demoAction")}
              </Button>
            }
          >
            {t("demoText")}
          </Banner>
        )}
        <ol className="flex list-decimal flex-col gap-1 ps-5 text-ink-muted text-sm marker:text-ink-subtle">
          <li>
            {t.rich("makeBot", {
              link: (chunks) => (
                <a
                  href="https://t.me/BotFather"
                  target="_blank"
                  rel="noreferrer"
                  className="text-accent-text underline underline-offset-2"
                >
                  {chunks}
                </a>
              ),
              code: (chunks) => <InlineCode>{chunks}</InlineCode>,
            })}
          </li>
          <li>{t("nameBot")}</li>
          <li>{t("copyToken")}</li>
        </ol>
        <TokenField form={form} isNew />
        {isOperator && <ApiRootField form={form} />}
      </DialogBody>
      <DialogFooter>
        <span className="me-auto text-ink-subtle text-xs max-sm:hidden">{t("checkNote")}</span>
        <DialogClose render={<Button disabled={isSubmitting}>{common("cancel")}</Button>} />
        <Button type="submit" variant="primary" loading={isSubmitting}>
          {t("check")}
        </Button>
      </DialogFooter>
    </form>
  );
}
