import type {
  AlertKindJson,
  CreateDestinationBody,
  DestinationJson,
  UpdateDestinationBody,
} from "#lib/http/resources/alerts.ts";

/** What the dialog holds; of the two kinds' fields only one's are sent. */
export interface DestinationForm {
  kind: "webhook" | "telegram";
  name: string;
  url: string;
  /** Whose bot writes: of the operators' alerts any team's. */
  botTeamId: string;
  connectionId: string;
  chatId: string;
  kinds: AlertKindJson[];
}

export function blank(teamId: string | null): DestinationForm {
  return { kind: "webhook", name: "", url: "", botTeamId: teamId ?? "", connectionId: "", chatId: "", kinds: [] };
}

export function toForm({ kind, name, url, connection, chatId, kinds }: DestinationJson): DestinationForm {
  return {
    ...{ kind, name, kinds, url: url ?? "", chatId: chatId ?? "" },
    botTeamId: connection?.teamId ?? "",
    connectionId: connection?.id ?? "",
  };
}

export function toCreateBody({ kind, name, url, connectionId, chatId, kinds }: DestinationForm): CreateDestinationBody {
  return kind === "webhook" ? { kind, name, url, kinds } : { kind, name, connectionId, chatId, kinds };
}

export function toUpdateBody({ kind, name, url, connectionId, chatId, kinds }: DestinationForm): UpdateDestinationBody {
  return kind === "webhook" ? { name, url, kinds } : { name, connectionId, chatId, kinds };
}
