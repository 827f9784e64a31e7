/** As the admin API has it (lib/http/resources/connections.ts), without its schemas, which are heavy for a page. */
const TOKEN = /^\d{1,20}:[A-Za-z0-9_-]{8,}$/;
const LONGEST_NAME = 100;
const LONGEST_TOKEN = 200;

interface Words {
  nameMissing: string;
  nameLong: string;
  tokenWrong: string;
  apiRootWrong: string;
}

/** What is wrong with a field as it is left; true for nothing. */
export function connectionRules(words: Words) {
  return {
    name: (value: string) =>
      value.trim() === "" ? words.nameMissing : value.trim().length > LONGEST_NAME ? words.nameLong : true,
    token: (value: string) => {
      const token = value.trim();
      return (TOKEN.test(token) && token.length <= LONGEST_TOKEN) || words.tokenWrong;
    },
    apiRoot: (value: string) => {
      const root = value.trim();
      return root === "" || (/^https?:\/\/./.test(root) && URL.canParse(root)) || words.apiRootWrong;
    },
  };
}
