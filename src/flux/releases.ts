/**
 * The Flux releases that the operator can resolve a version range to, oldest first.
 * The four CRDs are the same in every release of one minor.
 */
export const FLUX_RELEASES: readonly string[] = [
  '2.2.3',
  '2.3.0',
  '2.4.0',
  '2.5.0', '2.5.1',
  '2.6.0', '2.6.1', '2.6.2', '2.6.3', '2.6.4',
  '2.7.0', '2.7.1', '2.7.2', '2.7.3', '2.7.4', '2.7.5',
  '2.8.0', '2.8.1', '2.8.2', '2.8.3', '2.8.5', '2.8.6', '2.8.7', '2.8.8',
  '2.9.0', '2.9.1', '2.9.2', '2.9.3', '2.9.4', '2.9.5',
];
