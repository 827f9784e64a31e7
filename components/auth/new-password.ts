import { z } from "zod";

/** As the server wants it (lib/http/resources/common.ts). @param t of `auth.wrong` */
export function newPassword(t: (key: "passwordShort" | "passwordLong") => string) {
  return z.string().min(12, t("passwordShort")).max(200, t("passwordLong"));
}
