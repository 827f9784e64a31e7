"use client";

import { useQuery } from "@tanstack/react-query";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { ApiError, api } from "#components/api-client.ts";
import { AcceptForm } from "#components/auth/accept-form.tsx";
import { AuthCard } from "#components/auth/auth-card.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { InvitationPreviewJson } from "#lib/http/resources/members.ts";

/** What the link in the address bar invites to. Its token is in the fragment, which no server sees or logs. */
export function AcceptInvitation({ signedInAs }: { signedInAs: string | null }) {
  const t = useTranslations("auth.invitation");
  const token = useSyncExternalStore(onHashChange, readToken, () => null);
  const preview = useQuery({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => api<InvitationPreviewJson>("/invitations/preview", { body: { token }, signal }),
    enabled: Boolean(token),
    staleTime: Number.POSITIVE_INFINITY,
  });

  if (token === null || (token && preview.isPending)) return <Loading />;
  const gone = preview.error instanceof ApiError && [404, 422].includes(preview.error.status);
  if (token === "" || gone) return <Gone signedIn={signedInAs !== null} />;
  if (preview.isError) {
    return (
      <AuthCard title={t("title")}>
        <ErrorState
          className="p-0 py-4"
          title={t("failedTitle")}
          description={t("failedText")}
          onRetry={() => preview.refetch()}
          retrying={preview.isFetching}
        />
      </AuthCard>
    );
  }
  const invitation = preview.data;
  if (!invitation) return <Loading />;
  if (signedInAs && signedInAs.toLowerCase() !== invitation.email.toLowerCase()) {
    return (
      <AuthCard
        title={t("join", { team: invitation.teamName })}
        description={t("otherAccount", { invited: invitation.email, current: signedInAs })}
      >
        <div className="flex flex-col gap-2">
          {/* The address keeps its fragment, so the link is still here afterwards. */}
          <Button
            variant="primary"
            size="lg"
            onClick={() => signOut({ redirect: false }).then(() => location.reload())}
          >
            {t("switch")}
          </Button>
          <ButtonLink href="/" size="lg">
            {t("stay")}
          </ButtonLink>
        </div>
      </AuthCard>
    );
  }
  return <AcceptForm token={token} invitation={invitation} signedIn={signedInAs !== null} />;
}

function Loading() {
  const t = useTranslations("auth.invitation");
  return (
    <AuthCard title={t("title")}>
      <div role="status" aria-label={t("checking")} className="flex flex-col gap-4">
        <Skeleton className="w-3/4" />
        <Skeleton className="h-9" />
        <Skeleton className="h-9" />
      </div>
    </AuthCard>
  );
}

function Gone({ signedIn }: { signedIn: boolean }) {
  const t = useTranslations("auth");
  return (
    <AuthCard title={t("invitation.goneTitle")} description={t("invitation.goneText")}>
      <ButtonLink href={signedIn ? "/" : "/sign-in"} size="lg" className="w-full">
        {signedIn ? t("invitation.dashboard") : t("signIn.submit")}
      </ButtonLink>
    </AuthCard>
  );
}

/** "" when the link has none. */
function readToken() {
  const fragment = location.hash.slice(1);
  return new URLSearchParams(fragment).get("token") ?? (fragment.includes("=") ? "" : decodeURIComponent(fragment));
}

function onHashChange(listener: () => void) {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}
