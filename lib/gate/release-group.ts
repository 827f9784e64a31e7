/**
 * Lets everybody go whom the gate holds in a group, and takes its warnings away: soon, by jobs. For a group that is no
 * longer protected, or whose rule became easier.
 */
export async function releaseGroup(_options: { groupId: string }): Promise<void> {}
