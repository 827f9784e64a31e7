import account from "./account.json" with { type: "json" };
import alerts from "./alerts.json" with { type: "json" };
import audit from "./audit.json" with { type: "json" };
import auth from "./auth.json" with { type: "json" };
import broadcasts from "./broadcasts.json" with { type: "json" };
import common from "./common.json" with { type: "json" };
import configuration from "./configuration.json" with { type: "json" };
import connections from "./connections.json" with { type: "json" };
import groups from "./groups.json" with { type: "json" };
import keys from "./keys.json" with { type: "json" };
import limits from "./limits.json" with { type: "json" };
import members from "./members.json" with { type: "json" };
import miniapp from "./miniapp.json" with { type: "json" };
import models from "./models.json" with { type: "json" };
import operations from "./operations.json" with { type: "json" };
import overview from "./overview.json" with { type: "json" };
import sandbox from "./sandbox.json" with { type: "json" };
import shell from "./shell.json" with { type: "json" };
import team from "./team.json" with { type: "json" };
import teams from "./teams.json" with { type: "json" };
import ui from "./ui.json" with { type: "json" };
import usage from "./usage.json" with { type: "json" };

/** English is what the other languages are checked against. */
export default {
  account,
  alerts,
  audit,
  auth,
  broadcasts,
  common,
  configuration,
  connections,
  groups,
  keys,
  limits,
  members,
  miniapp,
  models,
  operations,
  overview,
  sandbox,
  shell,
  team,
  teams,
  ui,
  usage,
};
