import { ApiObject, Chart, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { checkPlace, claimObject, constructPath, findCollision, hideValues, keepStrings, orRemove } from './emit';
import { FLUX_NAMESPACE } from './flux';
import { addKnownSecret } from './known-secrets';
import { ProblemsError, ProblemSink } from './problems';
import {
  BUCKET_AZURE, BUCKET_GCP, BUCKET_STATIC_KEYS, BUCKET_STS, buildSecret, COSIGN_KEYS, GIT_BASIC_AUTH, GIT_BEARER_TOKEN, GIT_SSH,
  GIT_VERIFICATION_KEYS, GITHUB_APP, PROXY, REGISTRY, SOPS_AGE, SOPS_PGP, TLS,
} from './secrets';
import type {
  BucketAzureSecretProps, BucketGcpSecretProps, BucketStaticKeysSecretProps, BucketStsSecretProps, CosignKeysSecretProps,
  FluxSecretProps, GitBasicAuthSecretProps, GitBearerTokenSecretProps, GithubAppSecretProps, GitSshSecretProps, GitVerificationKeysSecretProps,
  ProxySecretProps, RegistrySecretProps, SecretManifest, SecretRecipe, SecretValues, SopsAgeSecretProps, SopsPgpSecretProps, TlsSecretProps,
} from './secrets';

/**
 * Credentials for a sync, as a Secret with the type and keys that Flux's controllers look for: one static method for each kind of
 * credential. Pass `name` to `pullSecret` and to the options that name a Secret.
 *
 * The synthesized manifest holds the values in plain text, so each needs `allowPlainTextInOutput`. No error and no warning shows a value.
 *
 * An error lists everything that is wrong with the props.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 *
 * @exampleMetadata fixture=chart
 * @example
 * FluxSecret.gitBasicAuth(chart, 'git-token', {
 *   username: 'git',
 *   password: SecretValue.fromEnvironment('GIT_TOKEN'),
 *   allowPlainTextInOutput: true,
 * });
 */
export class FluxSecret extends Construct {
  /**
   * User name and password (or token) for Git over HTTPS, for `pullSecret`.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   */
  public static gitBasicAuth(scope: Construct, id: string, props: GitBasicAuthSecretProps): FluxSecret {
    return FluxSecret.create(scope, id, GIT_BASIC_AUTH, props);
  }

  /**
   * A bearer token for Git over HTTPS, for `pullSecret`.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   */
  public static gitBearerToken(scope: Construct, id: string, props: GitBearerTokenSecretProps): FluxSecret {
    return FluxSecret.create(scope, id, GIT_BEARER_TOKEN, props);
  }

  /**
   * A key for Git over SSH, for `pullSecret`.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   */
  public static gitSsh(scope: Construct, id: string, props: GitSshSecretProps): FluxSecret {
    return FluxSecret.create(scope, id, GIT_SSH, props);
  }

  /**
   * A GitHub App, for `pullSecret` of a sync whose provider is GitHub.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   */
  public static githubApp(scope: Construct, id: string, props: GithubAppSecretProps): FluxSecret {
    return FluxSecret.create(scope, id, GITHUB_APP, props);
  }

  /**
   * A login at a container registry, for `pullSecret`.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   *
   * @exampleMetadata fixture=chart
   * @example
   * FluxSecret.registry(chart, 'registry', {
   *   server: 'ghcr.io',
   *   username: 'flux',
   *   password: SecretValue.fromEnvironment('GIT_TOKEN'),
   *   allowPlainTextInOutput: true,
   * });
   */
  public static registry(scope: Construct, id: string, props: RegistrySecretProps): FluxSecret {
    return FluxSecret.create(scope, id, REGISTRY, props);
  }

  /**
   * Static keys for a bucket with the provider `generic` or `aws`, for `pullSecret`.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   */
  public static bucketStaticKeys(scope: Construct, id: string, props: BucketStaticKeysSecretProps): FluxSecret {
    return FluxSecret.create(scope, id, BUCKET_STATIC_KEYS, props);
  }

  /**
   * Credentials for an Azure Blob container, for `pullSecret`.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   */
  public static bucketAzure(scope: Construct, id: string, props: BucketAzureSecretProps): FluxSecret {
    return FluxSecret.create(scope, id, BUCKET_AZURE, props);
  }

  /**
   * A service account's key for a Google Cloud Storage bucket, for `pullSecret`.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   */
  public static bucketGcp(scope: Construct, id: string, props: BucketGcpSecretProps): FluxSecret {
    return FluxSecret.create(scope, id, BUCKET_GCP, props);
  }

  /**
   * A login at the LDAP directory behind a Security Token Service, for `bucket.sts.secret`.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   */
  public static bucketSts(scope: Construct, id: string, props: BucketStsSecretProps): FluxSecret {
    return FluxSecret.create(scope, id, BUCKET_STS, props);
  }

  /**
   * A CA, a key pair for mutual TLS, or both, for `certSecret`.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   */
  public static tls(scope: Construct, id: string, props: TlsSecretProps): FluxSecret {
    return FluxSecret.create(scope, id, TLS, props);
  }

  /**
   * A proxy, for `proxySecret`.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   */
  public static proxy(scope: Construct, id: string, props: ProxySecretProps): FluxSecret {
    return FluxSecret.create(scope, id, PROXY, props);
  }

  /**
   * Public keys for the signatures of an OCI artifact, for `ociRepository.verify.secret`.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   */
  public static cosignKeys(scope: Construct, id: string, props: CosignKeysSecretProps): FluxSecret {
    return FluxSecret.create(scope, id, COSIGN_KEYS, props);
  }

  /**
   * Public keys for the signatures of commits and tags, for `gitRepository.verify.secret`.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   */
  public static gitVerificationKeys(scope: Construct, id: string, props: GitVerificationKeysSecretProps): FluxSecret {
    return FluxSecret.create(scope, id, GIT_VERIFICATION_KEYS, props);
  }

  /**
   * The age keys that decrypt what SOPS has encrypted, for `kustomization.decryption.secret`.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   *
   * @exampleMetadata fixture=chart
   * @example
   * FluxSecret.sopsAge(chart, 'sops-age', {
   *   keys: { 'age.agekey': SecretValue.fromFile('age.agekey') },
   *   allowPlainTextInOutput: true,
   * });
   */
  public static sopsAge(scope: Construct, id: string, props: SopsAgeSecretProps): FluxSecret {
    return FluxSecret.create(scope, id, SOPS_AGE, props);
  }

  /**
   * The PGP keys that decrypt what SOPS has encrypted, for `kustomization.decryption.secret`.
   *
   * @param scope The chart, or a construct in it.
   * @param id Name of the construct, and of the Secret unless `name` is set.
   * @param props The credentials.
   */
  public static sopsPgp(scope: Construct, id: string, props: SopsPgpSecretProps): FluxSecret {
    return FluxSecret.create(scope, id, SOPS_PGP, props);
  }

  /** The props are checked before there is a construct, so that a mistake leaves nothing half-made in the tree. */
  private static create<V extends SecretValues>(scope: Construct, id: string, recipe: SecretRecipe<V>, props: FluxSecretProps): FluxSecret {
    checkPlace(scope, id);
    const sink = new ProblemSink();
    const manifest = buildSecret(recipe, props, { name: id, namespace: Chart.of(scope).namespace ?? FLUX_NAMESPACE }, sink);
    if (manifest === undefined) {
      throw new ProblemsError(constructPath(scope, id), sink.problems);
    }
    return new FluxSecret(scope, id, manifest);
  }

  /** The Secret's name, for `pullSecret` and the options that name a Secret. */
  public readonly name: string;

  /** The Secret's namespace. */
  public readonly namespace: string;

  /** The Secret itself. */
  public readonly secret: ApiObject;

  private constructor(scope: Construct, id: string, manifest: SecretManifest) {
    super(scope, id);
    orRemove(this, () => {
      const problems = findCollision(this, manifest);
      if (problems.length > 0) {
        throw new ProblemsError(this.node.path, problems);
      }
    });
    const { metadata, type, stringData } = manifest;
    this.name = metadata.name;
    this.namespace = metadata.namespace;
    // Behind a Lazy, printing the construct does not print the values. `ApiObject.of` looks for a child of this name.
    this.secret = new ApiObject(this, 'Resource', { ...manifest, stringData: Lazy.any({ produce: () => stringData }) as unknown });
    claimObject(this.secret);
    keepStrings(this.secret);
    hideValues(this.secret);
    addKnownSecret(this.secret, () => ({ ...metadata, type, keys: Object.keys(stringData), values: stringData }));
  }
}
