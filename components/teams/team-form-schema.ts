import type { useTranslations } from "next-intl";
import { z } from "zod";

type Translate = ReturnType<typeof useTranslations<"teams.problems">>;

/** The names of a team, by the rules of the admin API, in the viewer's language. */
export function teamNamesSchema(t: Translate) {
  return z.object({
    displayName: z.string().trim().min(1, t("displayNameEmpty")).max(100, t("displayNameLong")),
    platformName: z
      .string()
      .trim()
      .min(1, t("platformNameEmpty"))
      .max(63, t("platformNameLong"))
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, t("platformNameSlug")),
  });
}

export function createTeamSchema(t: Translate) {
  return teamNamesSchema(t).extend({
    type: z.enum(["private", "public"]),
    timeZone: z.string({ error: t("timeZone") }).min(1, t("timeZone")),
  });
}
