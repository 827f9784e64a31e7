import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Providers } from "#app/providers.tsx";
import { parseTheme, THEME_COOKIE } from "#components/shell/theme-cookie.ts";
import { LOCALES } from "#messages/locales.ts";
import { pickMessages } from "#messages/pick-messages.ts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return {
    title: { default: "Switchboard", template: "%s · Switchboard" },
    description: t("tagline"),
    robots: { index: false },
  };
}

export const viewport: Viewport = { colorScheme: "light dark", width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading the cookie also makes every page render per request, which the nonces of proxy.ts need.
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  const locale = await getLocale();
  const { dir } = LOCALES[locale];
  return (
    // The theme switch changes the attribute before React may have hydrated.
    <html lang={locale} dir={dir} data-theme={theme} suppressHydrationWarning>
      <body>
        <div className="isolate">
          <NextIntlClientProvider messages={pickMessages(await getMessages(), ["common", "ui", "shell"])}>
            <Providers dir={dir}>{children}</Providers>
          </NextIntlClientProvider>
        </div>
      </body>
    </html>
  );
}
