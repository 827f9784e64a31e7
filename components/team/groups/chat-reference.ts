/** As the admin API has it (lib/http/resources/groups.ts), without its schemas, which are heavy for a page. */
const CHAT =
  /^(@?[A-Za-z][A-Za-z0-9_]{3,31}|https?:\/\/(t|telegram)\.me\/[A-Za-z][A-Za-z0-9_]{3,31}\/?|-?[1-9]\d{0,15})$/;
const INVITE = /^https:\/\/(t|telegram)\.me\/(\+|joinchat\/)[A-Za-z0-9_-]+$/;
const PERSON = /^([1-9]\d{0,15}|@?[A-Za-z][A-Za-z0-9_]{3,31})$/;

/** Whether a text can name a chat: an @name, a link to one, an id. */
export const isChat = (text: string) => CHAT.test(text.trim());
/** Whether a text is an invite link of a private chat. */
export const isInviteLink = (text: string) => INVITE.test(text.trim());
/** Whether a text can name a person: an id or an @name. */
export const isPerson = (text: string) => PERSON.test(text.trim());
