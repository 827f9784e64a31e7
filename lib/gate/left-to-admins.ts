import type { JudgedCase } from "./judge-case.ts";

/** What a checklist comes to that was not finished in time. */
export const leftToAdmins: JudgedCase = {
  decision: { outcome: "queued", reason: "not_finished", actions: [{ type: "leave_to_admins" }] },
  verdicts: [],
  restriction: null,
  chatMember: null,
};
