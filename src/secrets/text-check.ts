/**
 * Looks at a value and returns the rule that it breaks, as a sentence without a subject, or `undefined`. A rule never quotes the value.
 */
export type TextCheck = (text: string) => string | undefined;
