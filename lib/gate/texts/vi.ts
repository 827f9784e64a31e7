import type { GateTexts } from "./gate-text.ts";

export const vi: GateTexts = {
  warning: "{name}, chỉ thành viên của các kênh này mới được viết ở đây: {channels}. Hãy tham gia rồi nhấn nút.",
  verifyButton: "Tôi đã tham gia",
  andOthers: "{names} và {count} người khác",
  joinRequest:
    "{name}, bạn đã xin vào <b>{group}</b>. Chỉ thành viên của các kênh này mới được nhận: {channels}. Hãy tham gia rồi nhấn nút.",
  verifyPassed: "Cảm ơn! Bây giờ bạn có thể viết.",
  verifyWelcome: "Cảm ơn! Bạn đã vào nhóm.",
  verifyNoNeed: "Bạn vốn đã được viết ở đây.",
  verifyMissing: "Chưa được. Bạn còn phải tham gia: {channels}",
  verifyUnknown: "Lúc này Telegram không cho biết bạn đã tham gia hay chưa. Vui lòng thử lại sau một phút.",
  verifyPending: "Bạn đã tham gia, cảm ơn. Chốc lát nữa bạn sẽ viết được.",
  verifyByAdmin: "Một quản trị viên của nhóm đã tắt quyền viết của bạn. Chỉ họ mới thay đổi được.",
  verifySlow: "Tôi vẫn đang kiểm tra. Nếu đã tham gia, chốc lát nữa bạn sẽ viết được.",
  verifyOver: "Ở đây không còn ai phải tham gia kênh nào nữa.",
};
