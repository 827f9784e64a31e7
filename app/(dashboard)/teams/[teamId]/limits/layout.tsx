import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function TeamLimitsLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["limits"]}>{children}</AreaMessages>;
}
