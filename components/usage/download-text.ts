/** Saves a text as a file. */
export function downloadText({ name, type, text }: { name: string; type: string; text: string }) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Later: some browsers only read it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
