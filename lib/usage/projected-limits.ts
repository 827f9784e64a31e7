import { limitBurn } from "./limit-burn.ts";
import { type LimitNearEnd, limitsNearEnd } from "./limits-near-end.ts";
import { projectExceed } from "./project-exceed.ts";

export interface ProjectedLimit extends LimitNearEnd {
  /** When it will be used up at the pace of the last seven days; null when its window ends first. */
  projectedExceedAt: Date | null;
}

const NEAR_PERCENT = 70;
/** How full a limit must be to be projected at all: what has hardly begun says nothing about its end. */
const LOOKED_AT_PERCENT = 10;
const LOOKED_AT = 200;
const SHOWN = 20;

/**
 * The limits of which 70 % are used in their current windows, and those that will be used up in them at the present pace:
 * fullest first, at most 20.
 * @param options.teamIds only these teams; all by default
 */
export async function projectedLimits(options: { teamIds?: string[]; now: Date }): Promise<ProjectedLimit[]> {
  const { now } = options;
  const limits = await limitsNearEnd({ ...options, fromPercent: LOOKED_AT_PERCENT, limit: LOOKED_AT });
  const burnOf = await limitBurn({ subjects: limits, now });
  return limits
    .map((limit) => {
      const { resetsAt, unit } = limit;
      const [amount, used] = [BigInt(limit.amount), BigInt(limit.used)];
      return { ...limit, projectedExceedAt: projectExceed({ amount, used, burn: burnOf(limit, unit), now, resetsAt }) };
    })
    .filter(({ percent, projectedExceedAt }) => percent >= NEAR_PERCENT || projectedExceedAt !== null)
    .slice(0, SHOWN);
}
