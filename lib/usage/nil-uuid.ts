/** Stands for "none" in the daily sums, whose key can't hold a null. */
export const NIL_UUID = "00000000-0000-0000-0000-000000000000";
