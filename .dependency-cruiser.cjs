/** The arrows of ARCHITECTURE.md: whatever is not listed for a folder, it may not import. */
const LAYERS = [
  ["lib/infra"],
  ["lib/auth", "lib/audit", "lib/queues"],
  ["lib/teams", "lib/usage", "lib/models"],
  ["lib/rooms", "lib/channels", "lib/alerts", "lib/operations"],
  ["lib/http", "lib/chat", "lib/gate", "lib/feed"],
  ["app", "workers"],
];

const source = "^(app|components|messages|lib|workers|sandbox|prisma|scripts)/";
const inside = (folders) => `^(${folders.join("|")})/`;

const upward = LAYERS.map((folders, layer) => ({
  name: `${folders.map((folder) => folder.replace("lib/", "")).join("-")}-imports-nothing-above`,
  severity: "error",
  from: { path: inside(folders), pathNot: "\\.test\\.tsx?$" },
  to: { path: inside(LAYERS.slice(layer + 1).flat()) },
})).filter((_, layer) => layer < LAYERS.length - 1);

const apart = ["chat", "gate", "feed"].map((domain) => ({
  name: `${domain}-knows-no-sibling`,
  comment: "They meet through a queue contract or an injected function.",
  severity: "error",
  from: { path: `^lib/${domain}/` },
  to: { path: "^lib/(chat|gate|feed)/", pathNot: `^lib/${domain}/` },
}));

module.exports = {
  forbidden: [
    ...upward,
    ...apart,
    {
      name: "usage-does-not-know-teams",
      severity: "error",
      from: { path: "^lib/usage/" },
      to: { path: "^lib/(teams|models)/" },
    },
    {
      name: "workers-never-import-the-web",
      severity: "error",
      from: { path: "^(workers|lib)/", pathNot: "^lib/(auth|http)/" },
      to: { path: "^(app|components)/|node_modules/next(-auth)?/" },
    },
    {
      name: "app-never-imports-workers",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "^workers/" },
    },
    {
      name: "components-hold-no-server-code",
      comment: "Types, Prisma's enums and the admin API's schemas are all that may cross.",
      severity: "error",
      from: { path: "^components/", pathNot: "\\.test\\.tsx?$" },
      to: {
        path: "^(app|lib|workers)/",
        pathNot: "^lib/infra/prisma/enums|^lib/http/resources/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "bullmq-behind-the-contracts",
      severity: "error",
      from: {
        path: source,
        pathNot: "^(workers/|lib/queues/define-queue|lib/infra/(relay|queue-connection|migrate)\\.)",
      },
      to: { path: "node_modules/bullmq/" },
    },
    {
      name: "database-in-lib-alone",
      severity: "error",
      from: { path: "^(app|components|workers|sandbox)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^lib/infra/(db|prisma/(client|models))|node_modules/(pg|@prisma)/" },
    },
    {
      name: "sandbox-stands-alone",
      comment: "It stands in for servers that are not ours, so it shares nothing with us.",
      severity: "error",
      from: { path: "^sandbox/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(app|components|lib|workers)/" },
    },
    {
      name: "product-code-never-imports-tests",
      severity: "error",
      from: { path: source, pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(tests|bench)/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: { path: source },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-unresolvable", severity: "error", from: { path: source }, to: { couldNotResolve: true } },
  ],
  options: {
    // TypeScript 7 has no compiler API for dependency-cruiser to use: with it, only one module is seen.
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/infra/prisma/internal" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
