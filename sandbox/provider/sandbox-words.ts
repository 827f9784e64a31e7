const vocabulary = (
  "time year people way day thing world life hand part child eye woman place work week case point company number " +
  "group problem fact water room mother area money story month lot right study book word business answer side kind " +
  "head house service friend father power hour game line end member law car city team minute idea body information"
).split(" ");

/** The first `count` words of an endless text that is always the same, in sentences of four to eleven words. */
export function sandboxWords(count: number): string {
  const words: string[] = [];
  let state = 1;
  let leftInSentence = 0;
  for (let index = 0; index < count; index += 1) {
    // A linear congruential generator (Numerical Recipes' constants): the same words everywhere.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const word = vocabulary[(state >>> 8) % vocabulary.length] ?? "word";
    const isFirst = leftInSentence === 0;
    if (isFirst) leftInSentence = 4 + ((state >>> 20) % 8);
    leftInSentence -= 1;
    const shown = isFirst ? word[0]?.toUpperCase() + word.slice(1) : word;
    words.push(leftInSentence === 0 || index === count - 1 ? `${shown}.` : shown);
  }
  return words.join(" ");
}
