import type { GateTexts } from "./gate-text.ts";

export const vi: GateTexts = {
  warning: "{name}, chỉ thành viên của các kênh này mới được viết ở đây: {channels}. Hãy tham gia rồi nhấn nút.",
  verifyButton: "Tôi đã tham gia",
};
