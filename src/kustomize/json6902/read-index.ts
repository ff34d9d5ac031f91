const INDEX = /^[-+]?[0-9]+$/;

/** The position that an index means in so many places: negative ones count from the end. */
export function readIndex(text: string, places: number): number | undefined {
  if (!INDEX.test(text)) {
    return undefined;
  }
  const index = Number(text);
  const position = index < 0 ? index + places : index;
  return position >= 0 && position < places ? position : undefined;
}
