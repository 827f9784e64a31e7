import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function TeamConfigurationLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["configuration"]}>{children}</AreaMessages>;
}
