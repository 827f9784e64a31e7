import type { ComboboxOption } from "#components/ui/combobox-list.tsx";

/** Browsers go on listing some cities by names that nobody searches for any more. */
const renamed: Record<string, string> = {
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Godthab": "America/Nuuk",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** The zone that the browser is set to. */
export function browserTimeZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  return renamed[zone] ?? zone;
}

let options: readonly ComboboxOption[] | undefined;

/** Every zone that the browser knows, with its offset from UTC now. */
export function timeZoneOptions(): readonly ComboboxOption[] {
  const zones = () => Intl.supportedValuesOf("timeZone").map((zone) => renamed[zone] ?? zone);
  options ??= [...new Set(["UTC", browserTimeZone(), ...zones()])].map((zone) => ({
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
