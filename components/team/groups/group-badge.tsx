import { useGroupState } from "#components/team/groups/use-group-state.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { GroupJson } from "#lib/http/resources/groups.ts";

export function GroupBadge({ group }: { group: GroupJson }) {
  const { label, tone } = useGroupState(group);
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  );
}
