import type { Schema } from './schema';

const TEXT: Schema = { type: 'string', nullable: true };
const TEXTS: Schema = { type: 'object', nullable: true, additionalProperties: TEXT };
const FLAG: Schema = { type: 'boolean', nullable: true };
const NUMBER: Schema = { type: 'integer', nullable: true };
const TIME: Schema = { type: 'string', format: 'date-time', nullable: true };

/** Kubernetes' ObjectMeta. Go reads null as an absent value everywhere. */
export const METADATA_SCHEMA: Schema = {
  type: 'object',
  properties: {
    name: TEXT,
    generateName: TEXT,
    namespace: TEXT,
    selfLink: TEXT,
    uid: TEXT,
    resourceVersion: TEXT,
    generation: NUMBER,
    creationTimestamp: TIME,
    deletionTimestamp: TIME,
    deletionGracePeriodSeconds: NUMBER,
    labels: TEXTS,
    annotations: TEXTS,
    ownerReferences: {
      type: 'array',
      nullable: true,
      items: {
        type: 'object',
        properties: { apiVersion: TEXT, kind: TEXT, name: TEXT, uid: TEXT, controller: FLAG, blockOwnerDeletion: FLAG },
      },
    },
    finalizers: { type: 'array', nullable: true, items: TEXT },
    managedFields: { type: 'array', nullable: true, items: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } },
  },
};
