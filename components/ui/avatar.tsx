import { cn } from "#components/ui/cn.ts";

export interface AvatarProps {
  /** A person's name or e-mail address, or a team's name; its initials are shown. */
  name: string;
  shape?: "round" | "square";
  size?: "sm" | "md" | "lg";
  className?: string;
}

// Pairs of a soft ground and a readable ink from the tokens; a name always gets the same one.
const looks = [
  "bg-accent-soft text-accent-text",
  "bg-success-soft text-success-text",
  "bg-warning-soft text-warning-text",
  "bg-danger-soft text-danger-text",
  "bg-info-soft text-info-text",
];

const sizes = { sm: "size-5 text-[0.5625rem]", md: "size-6 text-2xs", lg: "size-9 text-sm" };

/** Decoration: always put the name in text beside it, or in its button's label. */
export function Avatar({ name, shape = "round", size = "md", className }: AvatarProps) {
  const hash = [...name].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0, 7);
  return (
    <span
      aria-hidden
      className={cn(
        "inline-grid shrink-0 select-none place-items-center font-semibold uppercase",
        shape === "round" ? "rounded-full" : "rounded-sm",
        looks[hash % looks.length],
        sizes[size],
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}

function initials(name: string) {
  const words = name
    .replace(/@.*/, "")
    .split(/[\s._-]+/)
    .filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "").join("");
}
