import { MessagePage } from "#components/shell/message-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";

export default function NotFound() {
  return (
    <MessagePage
      code="404"
      title="This page doesn’t exist"
      description="The address may be mistyped, or what it led to is gone."
      actions={
        <ButtonLink href="/" variant="primary">
          Go to the overview
        </ButtonLink>
      }
    />
  );
}
