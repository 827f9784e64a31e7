import { useFormat } from "#components/use-format.ts";

/** A share of one, drawn and in figures. */
export function Share({ share }: { share: number }) {
  const format = useFormat();
  return (
    <span className="inline-flex items-center gap-2 align-middle">
      <span aria-hidden className="h-1 w-12 overflow-hidden rounded-full bg-active">
        <span className="block h-full rounded-full bg-accent" style={{ width: `${Math.min(100, share * 100)}%` }} />
      </span>
      <span className="w-9">{format.share(share)}</span>
    </span>
  );
}
