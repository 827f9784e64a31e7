export const GROUPS = ["day", "model", "key", "channel", "endUser", "team"] as const;
export type GroupBy = (typeof GROUPS)[number];

export const groupOptions = [
  { value: "day", label: "By day" },
  { value: "model", label: "By model" },
  { value: "key", label: "By key" },
  { value: "channel", label: "By channel" },
  { value: "endUser", label: "By end user" },
  { value: "team", label: "By team" },
] as const;
