/** The pages of a team, by their message keys in `team.tabs`. */
export const TEAM_TABS = [
  { path: "", id: "overview" },
  { path: "/configuration", id: "configuration" },
  { path: "/limits", id: "limits" },
  { path: "/keys", id: "keys" },
  { path: "/connections", id: "connections" },
  { path: "/groups", id: "groups" },
  { path: "/broadcasts", id: "broadcasts" },
  { path: "/members", id: "members" },
  { path: "/alerts", id: "alerts" },
  { path: "/audit", id: "audit" },
] as const;
