import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function SandboxLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["sandbox"]}>{children}</AreaMessages>;
}
