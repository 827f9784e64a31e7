import type { ComboboxOption } from "#components/ui/combobox-list.tsx";

/** The zone that the browser is set to. */
export function browserTimeZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

let options: readonly ComboboxOption[] | undefined;

/** Every zone that the browser knows, with its offset from UTC now. */
export function timeZoneOptions(): readonly ComboboxOption[] {
  options ??= [...new Set(["UTC", browserTimeZone(), ...Intl.supportedValuesOf("timeZone")])].map((zone) => ({
    value: zone,
    label: zone.replaceAll("_", " "),
    description: offsetOf(zone),
  }));
  return options;
}

function offsetOf(zone: string) {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts();
  return parts.find(({ type }) => type === "timeZoneName")?.value.replace("GMT", "UTC");
}
