import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { ApiError, errorMessage } from "#components/api-client.ts";

/**
 * Puts a failed save where it belongs: each field's message under its field (and the focus into the first), what belongs
 * to no field of this form into `errors.root.message`. Nothing that was typed is touched.
 */
export function showServerErrors<T extends FieldValues>(
  error: unknown,
  form: Pick<UseFormReturn<T>, "setError" | "getValues">,
) {
  const values = form.getValues();
  const isOurs = (path: string) => (path.split(".")[0] ?? "") in values;
  const fieldErrors = error instanceof ApiError ? error.fieldErrors : [];
  const ours = fieldErrors.filter(({ path }) => isOurs(path));
  ours.forEach(({ path, message }, index) => {
    form.setError(path as FieldPath<T>, { type: "server", message }, { shouldFocus: index === 0 });
  });
  const others = fieldErrors.filter(({ path }) => !isOurs(path));
  if (ours.length > 0 && others.length === 0) return;
  const message = others.length > 0 ? others.map((other) => other.message).join(" ") : errorMessage(error);
  form.setError("root", { type: "server", message });
}
