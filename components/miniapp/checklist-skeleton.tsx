import { Skeleton } from "#components/ui/skeleton.tsx";

/** While Telegram is being asked who this is, and in which language to speak. */
export function ChecklistSkeleton() {
  return (
    <main aria-busy="true" className="mx-auto flex min-h-dvh w-full max-w-md flex-col items-center px-4 pt-8">
      <Skeleton className="size-16 rounded-full" />
      <Skeleton className="mt-4 h-6 w-48" />
      <Skeleton className="mt-3 h-4 w-64 max-w-full" />
      <Skeleton className="mt-8 h-32 w-full rounded-xl" />
    </main>
  );
}
