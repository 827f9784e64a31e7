import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type {
  FailedJobsJson,
  ProcessesJson,
  QueuesJson,
  ScheduleJson,
  StorageJson,
} from "#lib/http/resources/operations.ts";

/** Every query of these pages starts with this. */
export const operationsKey = ["operations"] as const;

/** Processes tell of themselves this often, so nothing changes sooner. */
const REFRESH_MS = 5_000;

export const queuesQuery = queryOptions({
  queryKey: [...operationsKey, "queues"],
  queryFn: ({ signal }) => api<QueuesJson>("/operations/queues", { signal }),
  refetchInterval: REFRESH_MS,
});

export const failedJobsQuery = (queue: string | null) =>
  infiniteQueryOptions({
    queryKey: [...operationsKey, "failed-jobs", queue],
    queryFn: ({ pageParam, signal }) =>
      api<FailedJobsJson>("/operations/failed-jobs", { query: { queue, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: REFRESH_MS,
  });

export const schedulesQuery = queryOptions({
  queryKey: [...operationsKey, "schedules"],
  queryFn: ({ signal }) => api<{ items: ScheduleJson[] }>("/operations/schedules", { signal }),
  select: ({ items }) => items,
  refetchInterval: REFRESH_MS,
});

export const processesQuery = queryOptions({
  queryKey: [...operationsKey, "processes"],
  queryFn: ({ signal }) => api<ProcessesJson>("/operations/processes", { signal }),
  refetchInterval: REFRESH_MS,
});

export const storageQuery = queryOptions({
  queryKey: [...operationsKey, "storage"],
  queryFn: ({ signal }) => api<StorageJson>("/operations/storage", { signal }),
  refetchInterval: 2 * REFRESH_MS,
});
