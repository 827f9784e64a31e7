import type { ReactNode } from "react";
import { AreaMessages } from "#app/area-messages.tsx";
import { LanguageMenu } from "#components/shell/language-menu.tsx";
import { Logo } from "#components/shell/logo.tsx";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-start gap-7 px-4 pt-[16vh] pb-10">
      <Logo className="text-lg" />
      <AreaMessages areas={["auth"]}>{children}</AreaMessages>
      <LanguageMenu />
    </main>
  );
}
