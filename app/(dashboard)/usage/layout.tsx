import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function UsageLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["usage", "overview"]}>{children}</AreaMessages>;
}
