import type { Message } from "grammy/types";

/** What Telegram itself writes into a group, by the field that says so. */
const SERVICE_FIELDS = [
  ...["new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo"],
  ...["group_chat_created", "supergroup_chat_created", "channel_chat_created", "message_auto_delete_timer_changed"],
  ...["migrate_to_chat_id", "migrate_from_chat_id", "pinned_message", "successful_payment", "refunded_payment"],
  ...["users_shared", "chat_shared", "connected_website", "write_access_allowed", "passport_data", "boost_added"],
  ...["proximity_alert_triggered", "chat_background_set", "checklist_tasks_done", "checklist_tasks_added"],
  ...["direct_message_price_changed", "paid_message_price_changed", "giveaway_created", "giveaway_completed"],
  ...["forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened", "web_app_data"],
  ...["general_forum_topic_hidden", "general_forum_topic_unhidden", "video_chat_scheduled", "video_chat_started"],
  ...["video_chat_ended", "video_chat_participants_invited", "gift", "unique_gift"],
];

/**
 * Whether a message is not anybody's words. Named are the service messages and not the contents, so that a kind of content
 * that Telegram adds is judged like any other.
 */
export function isServiceMessage(message: Message): boolean {
  return SERVICE_FIELDS.some((field) => field in message);
}
