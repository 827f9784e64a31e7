import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function OperationsLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["operations"]}>{children}</AreaMessages>;
}
