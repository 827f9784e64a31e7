import { z } from "zod";

/** As the server wants it (lib/http/resources/common.ts). */
export const newPassword = z.string().min(12, "At least 12 characters.").max(200, "At most 200 characters.");

export const PASSWORD_HINT = "At least 12 characters. A few unrelated words are easy to remember and hard to guess.";
