import type { FieldChange } from "#components/audit/audit-diff.ts";
import { formatDateTime } from "#components/format.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { AuditEntryJson } from "#lib/http/resources/audit.ts";

/** Before and after, field by field, and what finds the entry elsewhere. */
export function AuditChanges({ entry, changes }: { entry: AuditEntryJson; changes: readonly FieldChange[] }) {
  const hadBefore = entry.before !== null;
  const hasAfter = entry.after !== null;
  return (
    <div className="flex flex-col gap-2">
      {changes.length === 0 ? (
        <p className="text-ink-muted text-sm">There is nothing more to it.</p>
      ) : (
        <div className="overflow-hidden rounded-md border">
          <Table label={`Changed fields, ${formatDateTime(entry.createdAt)}, ${entry.action}`}>
            <TableHead>
              <TableRow>
                <TableHeader className="w-48">Field</TableHeader>
                {hadBefore && <TableHeader>Before</TableHeader>}
                {hasAfter && <TableHeader>{hadBefore ? "After" : "Value"}</TableHeader>}
              </TableRow>
            </TableHead>
            <TableBody>
              {changes.map(({ field, before, after }) => (
                <TableRow key={field} className="align-top">
                  <TableCell className="h-8 font-mono text-ink-muted text-xs leading-5">{field}</TableCell>
                  {hadBefore && <Value text={before} tone="before" />}
                  {hasAfter && <Value text={after} tone={hadBefore ? "after" : "plain"} />}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      <p className="text-ink-subtle text-xs">
        <span className="tnum">{formatDateTime(entry.createdAt, { zone: true })}</span>
        {" · "}
        <span className="font-mono">{entry.action}</span>
        {entry.requestId && (
          <>
            {" · request "}
            <span className="break-all font-mono">{entry.requestId}</span>
          </>
        )}
      </p>
    </div>
  );
}

const looks = {
  before: "bg-danger-soft text-danger-text",
  after: "bg-success-soft text-success-text",
  plain: "text-ink",
};

function Value({ text, tone }: { text: string | undefined; tone: keyof typeof looks }) {
  return (
    <TableCell className="h-8 min-w-32 max-w-96 whitespace-normal">
      {text === undefined ? (
        <span className="text-ink-subtle">–</span>
      ) : (
        <span
          className={`-mx-1 box-decoration-clone whitespace-pre-wrap break-words rounded-sm px-1 py-0.5 ${looks[tone]}`}
        >
          {text}
        </span>
      )}
    </TableCell>
  );
}
