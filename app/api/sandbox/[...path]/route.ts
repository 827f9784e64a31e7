import { handleSandboxRequest } from "../handle-sandbox-request.ts";

export const dynamic = "force-dynamic";

export { handleSandboxRequest as GET, handleSandboxRequest as POST };
