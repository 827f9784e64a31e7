export const TEAM_TABS = [
  { path: "", label: "Overview", keywords: "usage cost checklist" },
  { path: "/configuration", label: "Configuration", keywords: "settings overrides model prompt" },
  { path: "/limits", label: "Limits", keywords: "quota budget" },
  { path: "/keys", label: "Keys", keywords: "api token" },
  { path: "/connections", label: "Connections", keywords: "telegram bot" },
  { path: "/members", label: "Members", keywords: "people invite roles" },
  { path: "/audit", label: "Audit", keywords: "history changes" },
] as const;
