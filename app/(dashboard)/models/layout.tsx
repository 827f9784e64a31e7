import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";

export default function ModelsLayout({ children }: { children: ReactNode }) {
  return <AreaMessages areas={["models"]}>{children}</AreaMessages>;
}
