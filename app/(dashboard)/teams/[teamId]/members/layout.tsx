import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function TeamMembersLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["members"]}>{children}</AreaMessages>;
}
