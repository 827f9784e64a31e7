import { z } from "zod";
import { email, id, label, moment, pageOf, pageQuery, password } from "./common.ts";
import { memberRole } from "./members.ts";

export const meSchema = z.object({
  type: z.enum(["user", "key"]),
  id,
  name: z.string().nullable(),
  email: z.string().nullable(),
  isOperator: z.boolean(),
  teams: z.array(z.object({ teamId: id, displayName: z.string(), platformName: z.string(), role: memberRole })),
});
export type MeJson = z.output<typeof meSchema>;

export const updateMeBody = z.strictObject({ name: label(100) });

export const changePasswordBody = z.strictObject({
  currentPassword: z.string().min(1).max(200),
  newPassword: password,
});

export const userSchema = z.object({
  id,
  email: z.string(),
  name: z.string().nullable(),
  isOperator: z.boolean(),
  active: z.boolean(),
  createdAt: moment,
});
export type UserJson = z.output<typeof userSchema>;
export const userPageSchema = pageOf(userSchema);
export const listUsersQuery = z.strictObject({ ...pageQuery, search: z.string().max(100).optional() });

export const createUserBody = z.strictObject({
  email,
  name: label(100).optional(),
  password,
  isOperator: z.boolean().default(false),
});
export const updateUserBody = z.strictObject({
  name: label(100).optional(),
  isOperator: z.boolean().optional(),
  active: z.boolean().optional().describe("False signs the user out everywhere"),
});
