import type { ApiObject } from 'cdk8s';
import { ProblemsError } from '../problems';
import { describeError } from '../util';

/**
 * Keeps the values of a Secret out of the error for a JSON patch that was added to it and fails: cdk8s shows the whole object there, and the
 * operation.
 */
export function hideValues(secret: ApiObject): void {
  const toJson = secret.toJson.bind(secret);
  secret.toJson = () => {
    try {
      return toJson() as unknown;
    } catch (error) {
      // Whatever failed, its message may show what it worked on.
      const operation = /^index: (\d+)$/m.exec(String(error))?.[1];
      throw new ProblemsError(secret.node.path, [{
        code: 'CLUSTER_SYNTH',
        path: operation === undefined ? '' : `operation ${operation}`,
        rule: `cannot be synthesized: ${/^[A-Z_]+: [\w ,.]+$/.exec(describeError(error))?.[0] ?? 'a patch or a value of it fails'}`,
        remedy: 'correct the JSON patches of the Secret',
      }]);
    }
  };
}
