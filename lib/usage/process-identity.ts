import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** A process as a file name may carry it: host, pid, and start time where the system tells it, against reused pids. */
export function processIdentity(): string {
  return `${hostPart()}~${process.pid}~${startTime(process.pid) ?? "0"}`;
}

/**
 * Whether that process still runs.
 * @returns undefined when it belongs to another host, which can't be asked
 */
export function isAlive(identity: string): boolean | undefined {
  const [host, pidText, started] = identity.split("~");
  if (host !== hostPart()) return undefined;
  const pid = Number(pidText);
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
  const now = startTime(pid);
  return now === undefined || started === "0" || now === started;
}

function hostPart(): string {
  return hostname().replaceAll(/[^A-Za-z0-9.-]/g, "_");
}

// Field 22 of /proc/<pid>/stat; the command name before it may hold spaces and parentheses.
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
