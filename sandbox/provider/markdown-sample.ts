/** One of everything that models write, and some of what breaks converters. */
export const markdownSample = `# A heading

Some **bold**, some *italic*, ~~struck~~ text, \`inline code\` and a [link](https://example.com/path?a=1&b=2).

## A list

- first item with **bold**
- second item
  - nested item with \`code <b>\`
- third item

1. one
2. two

> A quote that
> goes over two lines.

\`\`\`typescript
const answer: number = 6 * 7;
if (answer < 50 && answer > 40) console.log(\`<b>\${answer}</b>\`);
\`\`\`

| name | value |
| --- | --- |
| a | 1 |
| b | 2 |

### The end

Characters that HTML minds: < > & " and a lone * or _ in snake_case_names. سلام 👋🏽`;
