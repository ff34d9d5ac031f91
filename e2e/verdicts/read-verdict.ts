import type { Answer } from '../harness/api-client';

/** The codes with which the API server refuses an object that it read. */
const REFUSALS = [400, 403, 409, 422];

/** Server-side apply answers a value of the wrong type, and an unknown field, with this message and the code 500. */
const UNTYPED = /^failed to create typed patch object/;

/**
 * What the server decided about an object. Any other answer, such as an internal error or too many requests, is no decision, and throws.
 */
export function readVerdict({ status, body, unserved }: Answer): 'accepted' | 'refused' {
  if (status >= 200 && status < 300) {
    return 'accepted';
  }
  if (unserved || REFUSALS.includes(status) || (status === 500 && UNTYPED.test(body.message))) {
    return 'refused';
  }
  throw new Error(`the server decided nothing: ${status} ${body.message}`);
}
