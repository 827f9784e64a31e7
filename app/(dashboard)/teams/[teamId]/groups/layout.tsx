import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function TeamGroupsLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["groups", "usage.chart"]}>{children}</AreaMessages>;
}
