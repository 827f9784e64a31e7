import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function TeamConnectionsLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["connections"]}>{children}</AreaMessages>;
}
