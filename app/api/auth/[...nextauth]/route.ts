import { handleAuthRequest } from "#lib/auth/handle-auth-request.ts";

export { handleAuthRequest as GET, handleAuthRequest as POST };
