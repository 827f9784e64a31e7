import { CopyButton } from "#components/ui/copy-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

export interface CopyFieldProps {
  label: string;
  /** Names what is copied: "Copy key". */
  copyLabel: string;
  value: string;
  /** Called however it is copied, by button or by keyboard; with it, copying is what the field is there for. */
  onCopied?: () => void;
}

/** A text to take along: it reads from left to right in every language, and is selected as a whole. */
export function CopyField({ label, copyLabel, value, onCopied }: CopyFieldProps) {
  return (
    <Field label={label}>
      <div className="flex gap-2">
        <Input
          value={value}
          readOnly
          dir="ltr"
          spellCheck={false}
          autoComplete="off"
          className="min-w-0 flex-1 font-mono text-xs"
          onFocus={(event) => event.currentTarget.select()}
          onCopy={onCopied}
        />
        <CopyButton
          value={value}
          label={copyLabel}
          showLabel={onCopied !== undefined}
          size="md"
          variant={onCopied ? "primary" : "secondary"}
          onCopied={onCopied}
        />
      </div>
    </Field>
  );
}
