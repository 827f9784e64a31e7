import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function TeamBroadcastsLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["broadcasts"]}>{children}</AreaMessages>;
}
