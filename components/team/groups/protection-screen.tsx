"use client";

import { useTranslations } from "next-intl";
import { Controller } from "react-hook-form";
import { ChannelsCard } from "#components/team/groups/channels-card.tsx";
import { ExemptionFields } from "#components/team/groups/exemption-fields.tsx";
import { useGroup } from "#components/team/groups/group-frame.tsx";
import { GroupSaveBar } from "#components/team/groups/group-save-bar.tsx";
import { TextsFields } from "#components/team/groups/texts-fields.tsx";
import { useGroupForm } from "#components/team/groups/use-group-form.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ChoiceCards } from "#components/ui/choice-cards.tsx";
import { Section } from "#components/ui/section.tsx";

const RULES = ["all", "any"] as const;
const POLICIES = ["open", "closed", "keep_last"] as const;
const card = "rounded-lg border bg-surface p-4";

/** How a group is guarded: by which channels, what holds in doubt, what is said, and who is never asked. */
export function ProtectionScreen() {
  const t = useTranslations("groups");
  const { canWrite } = useTeam();
  const group = useGroup();
  const { form, submit, changedElsewhere, discard } = useGroupForm(group);
  const { errors, isSubmitting, isDirty } = form.formState;
  return (
    <div className="flex flex-col gap-8 pb-20">
      <Section layout="split" title={t("sections.channels")} description={t("sections.channelsText")}>
        <ChannelsCard />
      </Section>
      <form noValidate aria-label={t("formLabel")} className="flex flex-col gap-8" onSubmit={submit}>
        {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
        {changedElsewhere && (
          <Banner tone="warning" title={t("changedTitle")}>
            {t("changedText")}
          </Banner>
        )}
        <Section layout="split" title={t("sections.rules")} description={t("sections.rulesText")}>
          <div className={`${card} flex flex-col gap-5`}>
            <Controller
              control={form.control}
              name="rule"
              render={({ field }) => (
                <ChoiceCards
                  label={t("rule")}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={RULES.map((value) => ({
                    ...{ value, label: t(`rules.${value}`), description: t(`ruleTexts.${value}`) },
                    disabled: !canWrite,
                  }))}
                />
              )}
            />
            <Controller
              control={form.control}
              name="failurePolicy"
              render={({ field }) => (
                <ChoiceCards
                  label={t("policy")}
                  columns={3}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={POLICIES.map((value) => ({
                    ...{ value, label: t(`policies.${value}`), description: t(`policyTexts.${value}`) },
                    disabled: !canWrite,
                  }))}
                />
              )}
            />
          </div>
        </Section>
        <Section layout="split" title={t("sections.texts")} description={t("sections.textsText")}>
          <div className={card}>
            <TextsFields form={form} readOnly={!canWrite} />
          </div>
        </Section>
        <Section layout="split" title={t("sections.exemptions")} description={t("sections.exemptionsText")}>
          <div className={card}>
            <ExemptionFields form={form} readOnly={!canWrite} />
          </div>
        </Section>
        {canWrite && <GroupSaveBar dirty={isDirty} saving={isSubmitting} onDiscard={discard} />}
      </form>
    </div>
  );
}
