import type { LoadedGroup } from "./load-group.ts";
import type { Verdict } from "./verdict.ts";

export interface Judgement {
  passes: boolean;
  /** False where something unknown could have changed it, so that the failure policy decided. */
  certain: boolean;
  reason: "member" | "not_member" | "unknown_let_in" | "unknown_held" | "kept_member" | "kept_not_member";
}

/**
 * What the verdicts of a group's channels come to under its rule. Each unknown one counts as the failure policy says: as
 * belonging (OPEN), as not belonging (CLOSED), or as it was known last (KEEP_LAST), which is belonging for somebody of whom
 * nothing was ever known.
 */
export function judge(options: {
  group: Pick<LoadedGroup, "rule" | "failurePolicy">;
  verdicts: Pick<Verdict, "state" | "last">[];
}): Judgement {
  const { rule, failurePolicy } = options.group;
  const verdicts = options.verdicts;
  const belongs = (unknown: (verdict: Pick<Verdict, "last">) => boolean): boolean => {
    const each = (verdict: Pick<Verdict, "state" | "last">) =>
      verdict.state === "unknown" ? unknown(verdict) : verdict.state === "member";
    return rule === "ALL" ? verdicts.every(each) : verdicts.some(each);
  };
  const best = belongs(() => true);
  const worst = belongs(() => false);
  if (best === worst) return { passes: best, certain: true, reason: best ? "member" : "not_member" };
  if (failurePolicy === "OPEN") return { passes: true, certain: false, reason: "unknown_let_in" };
  if (failurePolicy === "CLOSED") return { passes: false, certain: false, reason: "unknown_held" };
  const kept = belongs(({ last }) => last !== "not_member");
  return { passes: kept, certain: false, reason: kept ? "kept_member" : "kept_not_member" };
}
