import type { ConnectionKind } from "../infra/prisma/enums.ts";
import type { LoadedConnection } from "./load-connection.ts";

/** Where a message is exchanged, in the platform's own ids. */
export interface InboundRoom {
  partnerRoomId: string;
  type: "private" | "group" | "supergroup" | "topic" | "channel" | "api";
  name?: string;
}

export interface InboundSender {
  externalId: string;
  name?: string;
  languageCode?: string;
}

export interface InboundCommand {
  /** Lower case, without slash and bot name. */
  name: string;
  args: string;
}

/** What a platform's update means, whatever the platform. */
export type InboundEvent =
  | {
      type: "message";
      room: InboundRoom;
      sender: InboundSender;
      externalId: string;
      /** The bot's own mention removed; empty for what is no text (a photo without caption). */
      text: string;
      at: Date;
      /** Set for an edit: when it was made. */
      editedAt?: Date;
      /** Whether it is meant for the bot: always in private, else by mention, reply or command. */
      addressed: boolean;
      command?: InboundCommand;
    }
  | {
      type: "button";
      room: InboundRoom;
      sender: InboundSender;
      /** What to acknowledge at once. */
      callbackId: string;
      /** The message that carries the button, when the platform still knows it. */
      messageExternalId?: string;
      data: string;
    }
  | { type: "membership"; room: InboundRoom; sender: InboundSender; writable: boolean }
  | { type: "migrated"; fromRoomId: string; toRoomId: string };

export interface Button {
  text: string;
  /** At most 64 bytes of UTF-8: Telegram's limit for callback data, the smallest of all platforms. */
  data: string;
}

/** One message as it leaves: formatted, and the same as plain text for a platform that refuses the format. */
export interface OutboundPart {
  formatted: string;
  plain: string;
}

export interface OutboundTarget {
  connection: LoadedConnection;
  partnerRoomId: string;
  isGroup: boolean;
}

export type SendFailure =
  /** The platform refuses our messages in this room for good (blocked, kicked, room gone). */
  | { ok: false; reason: "forbidden"; description: string }
  | { ok: false; reason: "migrated"; toRoomId: string }
  /** The message to edit is no more, or can no longer be edited. */
  | { ok: false; reason: "gone" }
  | { ok: false; reason: "wait"; seconds: number }
  /** It may or may not have happened: the network failed, or the platform answered 5xx. `notSent`: it did not even connect. */
  | { ok: false; reason: "unknown"; description: string; notSent?: boolean }
  /** The platform refuses this message, and would again. */
  | { ok: false; reason: "rejected"; description: string }
  | { ok: false; reason: "unauthorized"; description: string };

export type SendResult = { ok: true; externalId: string } | SendFailure;

export interface ChannelCapabilities {
  /** Sent messages can be changed, so answers can grow while they are produced. */
  edits: boolean;
  buttons: boolean;
  typing: boolean;
  /** UTF-16 units of displayed text in one message. */
  maxTextLength: number;
}

export interface SendOptions extends OutboundTarget {
  part: OutboundPart;
  buttons?: Button[][];
  /** The longest to wait for the platform's limits, in milliseconds; then `wait` is returned. */
  maxWaitMs: number;
  /** What goes first when limits are short: 0 what a person pressed, 1 (unless set) answers, 2 broadcasts. */
  priority?: 0 | 1 | 2;
  signal?: AbortSignal;
}

export type ConnectionCheck =
  | { ok: true; externalId: string; username: string | null }
  | { ok: false; reason: string; temporary: boolean };

/** One platform. Whatever differs between platforms is here; whatever decides is not. */
export interface ChannelAdapter {
  kind: ConnectionKind;
  /** The name of the channel in usage rows and as partner of its rooms. */
  channel: string;
  capabilities: ChannelCapabilities;
  /** @returns nothing for an update that means nothing to us */
  parse(update: unknown, connection: LoadedConnection): InboundEvent[];
  /** Whether a request to the connection's webhook is the platform's, in constant time. */
  verify(headers: Headers, connection: LoadedConnection | null): boolean;
  /** Cuts an answer (Markdown) into messages that the platform takes. Never empty. */
  format(markdown: string): OutboundPart[];
  send(options: SendOptions): Promise<SendResult>;
  edit(options: SendOptions & { externalId: string }): Promise<SendResult>;
  /**
   * Finds a message whose sending was begun but whose outcome is not known, and makes it say `part`.
   * @param options.after ids below which it cannot be
   * @param options.known ids of the room that are other messages
   * @returns `gone` when it was never sent
   */
  recover?(options: SendOptions & { after: string[]; known: Set<string> }): Promise<SendResult>;
  /** The lower bounds for `recover`, to be noted before sending. */
  sendBounds?(target: OutboundTarget): string[];
  typing?(target: OutboundTarget): Promise<void>;
  acknowledgeButton?(connection: LoadedConnection, callbackId: string, text?: string): Promise<void>;
  /** Asks the platform who we are. */
  check?(connection: LoadedConnection): Promise<ConnectionCheck>;
}
