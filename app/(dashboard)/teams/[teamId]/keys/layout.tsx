import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function TeamKeysLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["keys", "limits"]}>{children}</AreaMessages>;
}
