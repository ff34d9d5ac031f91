/**
 * What a fleet does when something is wrong with some of its clusters.
 */
export enum OnProblem {
  /** Write nothing, and raise one error with the problems of all clusters. */
  FAIL_ALL = 'fail-all',
  /**
   * Write the clusters that are right, print the problems of the others to standard error, list them in the summary and set the exit code
   * of the Node process to 1. In Python, Go and Java, where Node is a process of its own, look at the summary.
   */
  WRITE_GOOD = 'write-good',
}
