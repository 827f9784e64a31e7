import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function AlertsLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["alerts"]}>{children}</AreaMessages>;
}
