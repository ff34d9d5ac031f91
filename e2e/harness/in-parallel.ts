/** Works on a few items at a time. The first error ends it. */
export async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const workers = Array.from({ length: 8 }, async () => {
    for (const item of queue) {
      await work(item);
    }
  });
  await Promise.all(workers);
}
