import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function AccountLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["account", "auth"]}>{children}</AreaMessages>;
}
