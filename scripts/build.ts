/** `npm run build`: builds the dashboard, unless the build on disk is of these very sources. */
import { buildDashboard } from "./start/build-dashboard.ts";

await buildDashboard((line) => console.log(line));
