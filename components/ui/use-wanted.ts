import { useState } from "react";

/** Whether it has been open before or is now: what is loaded for its first opening stays for its closing and the next. */
export function useWanted(open: boolean): boolean {
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);
  return wanted;
}
