import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function TeamsLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["teams", "team"]}>{children}</AreaMessages>;
}
