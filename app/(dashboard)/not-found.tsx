import { MessagePage } from "#components/shell/message-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";

export default function DashboardNotFound() {
  return (
    <MessagePage
      inShell
      code="404"
      title="Nothing is here"
      description="It may have been renamed, or it belongs to a team you aren’t a member of."
      actions={<ButtonLink href="/">Back to the overview</ButtonLink>}
    />
  );
}
