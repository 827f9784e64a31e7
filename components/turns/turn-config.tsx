import { useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { useFormat } from "#components/use-format.ts";
import type { TurnDetailJson } from "#lib/http/resources/turns.ts";

type Value = NonNullable<TurnDetailJson["config"]>["values"][number];

const tones: Record<Value["source"], Tone> = { builtin: "outline", type: "neutral", team: "accent" };

/** The configuration that the turn obeyed, and where each of its values came from. */
export function TurnConfig({ turn }: { turn: TurnDetailJson | undefined }) {
  const t = useTranslations("usage.turn.config");
  const config = turn?.config;
  return (
    <Card title={t("title")} description={t("text")} flush={Boolean(config)}>
      {turn === undefined ? (
        <div className="flex flex-col gap-3">
          <Skeleton className="h-6" />
          <Skeleton className="h-6" />
          <Skeleton className="h-6" />
        </div>
      ) : !config ? (
        <p className="text-ink-muted text-sm">{t("none")}</p>
      ) : (
        <div className="border-t">
          <Table label={t("title")}>
            <TableHead>
              <TableRow>
                <TableHeader>{t("setting")}</TableHeader>
                <TableHeader>{t("value")}</TableHeader>
                <TableHeader className="max-sm:hidden">{t("source")}</TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {config.values.map((value) => (
                <ConfigRow key={value.name} value={value} />
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </Card>
  );
}

function ConfigRow({ value: { name, value, source } }: { value: Value }) {
  const t = useTranslations("usage.turn.config");
  const key = `name.${name}` as "name.defaultModel";
  const from = <Badge tone={tones[source]}>{t(`from.${source}`)}</Badge>;
  return (
    <TableRow>
      <TableCell className="align-top text-ink-muted max-sm:whitespace-normal">
        {t.has(key) ? t(key) : name}
        <span className="mt-0.5 block sm:hidden">{from}</span>
      </TableCell>
      <TableCell className="w-full min-w-40 whitespace-normal align-top">
        <ConfigValue value={value} />
      </TableCell>
      <TableCell className="align-top max-sm:hidden">{from}</TableCell>
    </TableRow>
  );
}

function ConfigValue({ value }: { value: Value["value"] }) {
  const t = useTranslations("usage.turn.config");
  const format = useFormat();
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (typeof value === "number") return format.count(value, { exact: true });
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) {
    return <span className="text-ink-subtle">{t(Array.isArray(value) ? "all" : "empty")}</span>;
  }
  if (Array.isArray(value)) {
    return (
      <ul className="flex flex-wrap gap-1">
        {value.map((item) => (
          <li key={String(item)}>
            <Badge tone="outline">
              <bdi>{String(item)}</bdi>
            </Badge>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <span className="break-words">
      <bdi>{typeof value === "string" ? value : JSON.stringify(value)}</bdi>
    </span>
  );
}
