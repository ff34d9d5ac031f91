/**
 * The closed set of problem codes, each with its cause and remedy. `docs/errors.md` is tested against this table in both directions.
 */
export const PROBLEM_CODES = {
  INPUT_TYPE: { cause: 'A prop or a FluxInstance field has a value of the wrong type.', remedy: 'Pass a value of the type that the message names.' },
  INPUT_REQUIRED: { cause: 'A required prop or field is missing.', remedy: 'Set it.' },
  INPUT_EMPTY: { cause: 'A required string is empty.', remedy: 'Set it, or leave out an optional prop.' },
  INPUT_ENUM: { cause: 'The value is not one of the allowed ones.', remedy: 'Use one of the values that the message lists.' },
  INPUT_UNKNOWN: { cause: 'A prop or field does not exist.', remedy: 'Correct its name, or remove it: the operator would refuse or ignore it.' },
  INPUT_FORMAT: { cause: 'The string does not have the required format.', remedy: 'Write it in the format that the message shows.' },
  INPUT_CONFLICT: { cause: 'Two inputs exclude each other, or one requires another.', remedy: 'Set only what the message says.' },
  INPUT_YAML: { cause: 'The input is not valid YAML, or not exactly one FluxInstance manifest.', remedy: 'Pass one FluxInstance document.' },
  INPUT_FILE: { cause: 'A file cannot be read.', remedy: 'Check its path and permissions.' },
  INPUT_TEMPLATE: { cause: 'The file is a template with {{ }}, not YAML.', remedy: 'Render it first, for example with helm template, and pass the result.' },
  CHART_VALUE_UNQUOTED: {
    cause: 'The flux-instance chart writes the value without quotes, and YAML then reads something else.',
    remedy: 'Put quotes into the value, as the message shows.',
  },
  CHART_VALUE_DROPPED: {
    severity: 'warning',
    cause: 'The flux-instance chart does not write the value, so it changes nothing.',
    remedy: 'Write a patch under instance.kustomize.patches, or a FluxInstance in place of the chart.',
  },
  CHART_VALUES_UNSEEN: {
    severity: 'warning',
    cause: 'Values of the flux-instance chart come from a Secret or ConfigMap. Only those in the HelmRelease itself are looked at.',
    remedy: 'Check the merged values, too: write them to a file of their own.',
  },
  VARIABLE_SYNTAX: {
    cause: 'A ${…} has a form that Flux cannot read. It applies nothing then.',
    remedy: 'Write ${NAME}, ${NAME:=value} or another form of docs/command.md, and $${…} for what stays.',
  },
  VARIABLE_PATTERN: {
    severity: 'warning',
    cause: 'A ${NAME#pattern} or ${NAME%pattern} has wildcards. The command leaves it as it is.',
    remedy: 'Give the shortened value as a variable of its own.',
  },
  VARIABLE_UNSET: {
    severity: 'warning',
    cause: 'A ${VARIABLE} has no value among those given. Flux writes an empty string for it.',
    remedy: 'Give it with --set or --vars, or write a default: ${NAME:=value}.',
  },
  MANIFESTS_MISSING: { cause: 'The folder with Flux\'s manifests does not have those of the release.', remedy: 'Fetch the artifact with the command that the message shows, or ask for a release that the folder has.' },
  MANIFESTS_INVALID: { cause: 'A file of Flux\'s manifests is not as Flux released it.', remedy: 'Fetch the artifact again, and change its objects with patches only.' },
  IMAGES_UNPINNED: { severity: 'warning', cause: 'No digests are known for the images of the registry or variant, so they are named by their tags.', remedy: 'Set distribution.variant, or use a registry whose digests the artifact has.' },
  INPUT_WITHOUT_EFFECT: { severity: 'warning', cause: 'An input changes nothing in this instance.', remedy: 'Leave it out, or set what the message says that it needs.' },
  COMPONENT_MISSING: { severity: 'warning', cause: 'The instance lacks a controller that another input relies on.', remedy: 'Add the controller to the components.' },
  TENANCY_INCOMPLETE: { severity: 'warning', cause: 'The controllers do not keep tenants apart in full.', remedy: 'Set what the message says, and keep the args of the controllers.' },
  VERSION_UNKNOWN: { cause: 'No known Flux release matches the version or range.', remedy: 'Write a known release such as 2.9.4, or a range such as 2.x.' },
  VERSION_UNSUPPORTED: { cause: 'The input asks for something that the resolved Flux release does not have.', remedy: 'Use a later Flux version, or leave the input out.' },
  VERSION_NEWER: {
    severity: 'warning',
    cause: 'The Flux version is a newer patch release than those that this package knows. The CRDs of its minor are used.',
    remedy: 'Nothing is wrong if that release exists. A later version of this package knows it.',
  },
  CONTROLLERS_NOT_HERE: {
    severity: 'warning',
    cause: 'The FluxInstance has settings for Flux\'s controllers, and the sync emits only its source and its Kustomization.',
    remedy: 'Let the operator or the installation of Flux carry them out.',
  },
  HANDOVER_ON: {
    severity: 'warning',
    cause: 'The sync is protected from the operator, which is meant for the time of a migration.',
    remedy: 'Remove handover when the operator has let go of the sync. docs/migrating.md has the steps.',
  },
  OWNER_WITHOUT_SYNC: {
    severity: 'warning',
    cause: 'A FluxInstance in the chart owns the sync by its labels and has no spec.sync. An operator that made these objects before deletes them.',
    remedy: 'Follow docs/migrating.md, with handover set until the operator has let go of the sync.',
  },
  NAME_COLLISION: { cause: 'Two constructs emit the same object (kind, namespace and name), or cdk8s would write their objects to the same file.', remedy: 'Give one of them another name or namespace, or its own chart, or give the app another yamlOutputType.' },
  VARIABLE_UNKNOWN: { cause: 'A string of a fleet uses a variable that the cluster does not have.', remedy: 'Add it to variables, or write $$( for a literal $(.' },
  CLUSTER_SYNTH: { cause: 'A construct in the chart of a cluster cannot be synthesized.', remedy: 'Fix what its message names.' },
  OUTPUT_WRITE: { cause: 'The output folder of a fleet, or a file in it, cannot be written.', remedy: 'Make it writable or free disk space, then run again.' },
  OUTPUT_LOCKED: { cause: 'Another run writes to the same output folder.', remedy: 'Run again when it has ended.' },
  OUTPUT_OUTDATED: { cause: 'A file in the output folder of a fleet is not what the fleet would write.', remedy: 'Synthesize the fleet, and commit the result.' },
  OUTPUT_DELETES: {
    cause: 'A Kustomization in the output folder of a fleet gets another name, namespace or path, or is gone: Flux would delete what it has applied.',
    remedy: 'Rename it as docs/migrating.md says, then add the cluster to allowRename.',
  },
  OUTPUT_LINK: { cause: 'A file in the output folder is a symbolic link.', remedy: 'Remove it, or write to the folder that it points to.' },
  PATCH_YAML: { cause: 'A string that must be YAML cannot be parsed.', remedy: 'Correct the YAML at the position that the message names.' },
  PATCH_EMPTY: { cause: 'The patch is empty.', remedy: 'Write the patch, or remove the entry.' },
  PATCH_UNPARSABLE: {
    cause: 'The patch is neither a strategic merge patch nor a list of JSON 6902 operations.',
    remedy: 'Write an object with apiVersion, kind and metadata.name, or a list of operations.',
  },
  PATCH_TARGET_MISSING: { cause: 'A JSON 6902 patch has no target.', remedy: 'Add a target.' },
  PATCH_MANY_DOCUMENTS: { cause: 'A strategic merge patch with a target has several documents.', remedy: 'Make each document its own entry.' },
  PATCH_NO_MATCH: {
    cause: 'A patch selects nothing, or a strategic merge patch without a target does not match exactly one object.',
    remedy: 'Correct the target, or the kind, name and namespace of the patch.',
  },
  PATCH_UNAPPLIED: {
    severity: 'warning',
    cause: 'A patch is for the objects of Flux\'s controllers, which the sync does not make, so it was not applied.',
    remedy: 'Name the constructs that hold those objects in patchTargets, or apply the patch where Flux is installed. unmatchedPatches: IGNORE turns the warning off.',
  },
  PATCH_SELECTOR: { cause: 'A label or annotation selector is not valid.', remedy: 'Write it in Kubernetes\' selector syntax, such as app=web,!canary.' },
  PATCH_REGEX: { cause: 'A target field is not a regular expression that Go accepts.', remedy: 'Correct it. Go has no look-around and no back-references.' },
  PATCH_DIRECTIVE: { cause: 'A $patch directive is unknown.', remedy: 'Use replace, delete or merge.' },
  PATCH_NODE_KIND: {
    cause: 'A strategic merge patch has an object, list or scalar where the patched object has something else.',
    remedy: 'Give the field the same shape, or delete it first with null.',
  },
  PATCH_JSON_PATH: { cause: 'A JSON 6902 operation points to something that does not exist.', remedy: 'Create the parent first, or correct the path.' },
  PATCH_JSON_TEST: { cause: 'A JSON 6902 test failed.', remedy: 'Correct the expected value, or the order of the patches.' },
  PATCH_JSON_ROOT: { cause: 'The result of a JSON 6902 operation is not an object.', remedy: 'Replace the whole document only with an object.' },
  PATCH_JSON_OPERATION: {
    cause: 'The op of a JSON 6902 operation is not add, remove, replace, move, copy or test.',
    remedy: 'Use one of the six, in lower case.',
  },
  PATCH_OBJECT_INVALID: {
    cause: 'After a patch an object has no kind or name, or two objects have the same identity.',
    remedy: 'Keep the kind and name of each object.',
  },
  PATCH_NAME_REFERENCE: {
    cause: 'After a patch a field that can reference another object by name has a type that kustomize cannot process.',
    remedy: 'Give the field the type that its kind documents.',
  },
  PATCH_ENCODE: { cause: 'A value cannot be written as JSON.', remedy: 'Quote keys and values that JSON does not have, such as .nan, .inf and numeric keys.' },
  SCHEMA_TYPE: { cause: 'The type of a value is not the one in the CRD.', remedy: 'Use the type that the message names.' },
  SCHEMA_REQUIRED: { cause: 'A field that the CRD requires is missing.', remedy: 'Set it.' },
  SCHEMA_ENUM: { cause: 'The value is not one of those that the CRD allows.', remedy: 'Use one of the values that the message lists.' },
  SCHEMA_PATTERN: { cause: 'The string does not match the pattern in the CRD.', remedy: 'Write it in the form of the pattern.' },
  SCHEMA_BOUNDS: { cause: 'A number, length or count is out of the bounds in the CRD.', remedy: 'Stay within the bounds.' },
  SCHEMA_FORMAT: { cause: 'The string does not have the format in the CRD.', remedy: 'Write it in that format.' },
  SCHEMA_LIST: { cause: 'A list that must have unique entries has the same entry twice.', remedy: 'Remove one of them.' },
  SCHEMA_RULE: { cause: 'A CEL rule of the CRD is violated.', remedy: 'Do what the message of the rule says.' },
  FIELD_UNKNOWN: { cause: 'The CRD of this Flux version does not have the field: server-side apply refuses it.', remedy: 'Correct the name, or remove the field.' },
  FIELD_NOT_YET: { cause: 'Only a later Flux version has the field.', remedy: 'Use a later Flux version, or remove the field.' },
  API_NOT_SERVED: { cause: 'This Flux version does not serve the apiVersion and kind of the object.', remedy: 'Use an apiVersion that it serves.' },
  PATCH_DOCUMENTS_IGNORED: {
    severity: 'warning',
    cause: 'Documents follow the list of a JSON 6902 patch. kustomize reads only the first.',
    remedy: 'Write one list, or make each document its own entry.',
  },
  PATCH_OVERWRITTEN: {
    severity: 'warning',
    cause: 'A patch sets what the operator sets after all patches: the namespace, its labels and annotations, the common metadata.',
    remedy: 'Leave it out of the patch. The common metadata wins over the labels and annotations of the operator.',
  },
  PATCH_DELETES_SYNC: {
    severity: 'warning',
    cause: 'A patch deletes the source or the Kustomization of the sync.',
    remedy: 'Narrow its target, or remove the patch.',
  },
  SOURCE_NOT_EMITTED: {
    severity: 'warning',
    cause: 'A patch renamed the source, or changed the sourceRef, so that the Kustomization waits for a source that is not emitted here.',
    remedy: 'Rename both objects with the prop name, or keep the sourceRef.',
  },
  UNQUOTED_STRING: {
    severity: 'warning',
    cause: 'The operator writes a string of the sync into YAML without quotes, where it is read as something else: the tag 1.10 as a number. '
      + 'A FluxInstance gets a patch that sets the string right.',
    remedy: 'Leave it, or use a string that needs no quotes, such as v1.10.',
  },
  UNQUOTED_STRING_BREAKS: {
    cause: 'The operator writes a string of the sync into YAML without quotes, and the result cannot be read. It fails before any patch is applied.',
    remedy: 'Use another string. FluxInstanceSync, which needs no operator, takes it.',
  },
  ACKNOWLEDGED_WITHOUT_FINDING: {
    severity: 'warning',
    cause: 'Nothing is found that the acknowledgement is for.',
    remedy: 'Remove it, so that it does not hide a later finding.',
  },
  META_NAME: { cause: 'The metadata.name of an object is not a name that Kubernetes accepts.', remedy: 'Use lower case letters, digits, - and ., at most 253 characters.' },
  META_NAMESPACE: { cause: 'The metadata.namespace of an object is missing or not a DNS label.', remedy: 'Use lower case letters, digits and -, at most 63 characters.' },
  META_LABEL: { cause: 'A label key or value is not valid.', remedy: 'Follow Kubernetes\' label syntax. Values have at most 63 characters.' },
  META_ANNOTATION: { cause: 'An annotation is not valid.', remedy: 'Use valid keys, strings as values, and at most 256 KiB in all.' },
  META_FIELD: { cause: 'A metadata field is unknown or malformed.', remedy: 'Correct or remove it.' },
} as const satisfies Readonly<Record<string, ProblemDescription>>;

interface ProblemDescription {
  readonly cause: string;
  readonly remedy: string;
  /** Whether what is found is accepted all the same. @default an error */
  readonly severity?: 'warning';
}

export type ProblemCode = keyof typeof PROBLEM_CODES;

/** Whether a code stands for something that is accepted, but may surprise. */
export function isWarningCode(code: string): code is ProblemCode {
  const descriptions: Readonly<Record<string, ProblemDescription>> = PROBLEM_CODES;
  return Object.hasOwn(descriptions, code) && descriptions[code].severity === 'warning';
}
