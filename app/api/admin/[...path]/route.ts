import { handleAdminRequest } from "#lib/http/handle-admin-request.ts";

// Every route is declared in lib/http/admin-routes.ts, from which it is also guarded, validated and documented.
export {
  handleAdminRequest as DELETE,
  handleAdminRequest as GET,
  handleAdminRequest as PATCH,
  handleAdminRequest as POST,
  handleAdminRequest as PUT,
};
