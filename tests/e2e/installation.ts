/** The installation that the browser tests run against: ports that a developer's own copy does not use. */
export const ADDRESSES = {
  dashboard: "http://127.0.0.1:3200",
  gateway: "http://127.0.0.1:3201",
  sandbox: "http://127.0.0.1:3202",
};

export const OPERATOR = { email: "operator@example.com", password: "correct-horse-battery-staple" };
