const names: Record<string, string> = {
  api: "API",
  rooms: "Rooms API",
  http: "Rooms API",
  telegram: "Telegram",
  discord: "Discord",
  messenger: "Messenger",
  chotot: "Chotot",
  webhook: "Webhook",
  kafka: "Kafka",
};

/** How a channel, or a connection's kind, is called. */
export function channelName(channel: string) {
  return names[channel.toLowerCase()] ?? channel;
}
