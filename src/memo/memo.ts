/** Longer texts are hardly ever asked for twice. */
const LONGEST = 10_000;

/**
 * Remembers what was found out about a text: a fleet asks the same few questions for each of its clusters. It has room for so many answers and
 * no more, so that made-up input cannot fill the memory.
 */
export class Memo<T> {
  private readonly answers = new Map<string, T>();

  constructor(private readonly most: number) {}

  /** The answer for a text, found out at most once while there is room. Nothing is remembered of a question that throws. */
  public recall(text: string, findOut: () => T): T {
    const known = this.answers.get(text);
    if (known !== undefined || this.answers.has(text)) {
      return known as T;
    }
    const answer = findOut();
    if (this.answers.size < this.most && text.length <= LONGEST) {
      this.answers.set(text, answer);
    }
    return answer;
  }
}
