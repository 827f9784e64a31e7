import { useQueueWords } from "#components/operations/use-queue-words.ts";

/** A queue by its name, with what it is for where there is room. */
export function QueueName({ queue }: { queue: string }) {
  const { name, note } = useQueueWords()(queue);
  return (
    <span className="block min-w-0">
      <span className="block truncate font-medium">{name}</span>
      <span className="block truncate text-2xs text-ink-subtle max-md:hidden">
        {note ?? <bdi className="font-mono">{queue}</bdi>}
      </span>
    </span>
  );
}
