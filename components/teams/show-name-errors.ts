import type { FieldValues, UseFormReturn } from "react-hook-form";
import { ApiError } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";

/**
 * Puts what the server refused under its field: a name that is taken in the viewer's language, all else in the server's
 * words.
 * @param taken what to say of each name that another team has
 */
export function showNameErrors<T extends FieldValues>(
  error: unknown,
  form: Pick<UseFormReturn<T>, "setError" | "getValues">,
  taken: Readonly<Record<string, string>>,
) {
  if (!(error instanceof ApiError) || error.code !== "conflict") return showServerErrors(error, form);
  const { status, code, title, detail, fieldErrors } = error;
  const errors = fieldErrors.map(({ path, message }) => ({ path, message: taken[path] ?? message }));
  showServerErrors(new ApiError({ status, code, title, detail, errors }), form);
}
