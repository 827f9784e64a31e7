import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function TeamAuditLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["audit", "usage.range"]}>{children}</AreaMessages>;
}
