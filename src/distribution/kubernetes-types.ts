import { lazy } from '../util';

/**
 * The types of the Kubernetes objects that Flux consists of, as k8s.io/api v0.36 (Apache-2.0) has them for Go: `name:type`, where no type is a
 * string, `[]` a list and `{}` a map. A field is always written, unless it is marked: `?` not with its zero value, `*` not when absent, `!` as
 * null when absent. The status of an object is left out, as nothing keeps it.
 */
const TABLE = `
AWSElasticBlockStoreVolumeSource volumeID fsType? partition?:int readOnly?:bool
Affinity nodeAffinity*:NodeAffinity podAffinity*:PodAffinity podAntiAffinity*:PodAntiAffinity
AppArmorProfile type localhostProfile*
AzureDiskVolumeSource diskName diskURI cachingMode* fsType* readOnly*:bool kind*
AzureFileVolumeSource secretName shareName readOnly?:bool
CSIVolumeSource driver readOnly*:bool fsType* volumeAttributes?{} nodePublishSecretRef*:LocalObjectReference
Capabilities add?[] drop?[]
CephFSVolumeSource monitors[] path? user? secretFile? secretRef*:LocalObjectReference readOnly?:bool
CinderVolumeSource volumeID fsType? readOnly?:bool secretRef*:LocalObjectReference
ClientIPConfig timeoutSeconds*:int
ClusterRoleBinding kind? apiVersion? metadata:ObjectMeta subjects?:Subject[] roleRef:RoleRef
ClusterTrustBundleProjection name* signerName* labelSelector*:LabelSelector optional*:bool path
ConfigMapEnvSource name? optional*:bool
ConfigMapKeySelector name? key optional*:bool
ConfigMapProjection name? items?:KeyToPath[] optional*:bool
ConfigMapVolumeSource name? items?:KeyToPath[] defaultMode*:int optional*:bool
Container name image? command?[] args?[] workingDir? ports?:ContainerPort[] envFrom?:EnvFromSource[] env?:EnvVar[] resources:ResourceRequirements
  resizePolicy?:ContainerResizePolicy[] restartPolicy* restartPolicyRules?:ContainerRestartRule[] volumeMounts?:VolumeMount[]
  volumeDevices?:VolumeDevice[] livenessProbe*:Probe readinessProbe*:Probe startupProbe*:Probe lifecycle*:Lifecycle terminationMessagePath?
  terminationMessagePolicy? imagePullPolicy? securityContext*:SecurityContext stdin?:bool stdinOnce?:bool tty?:bool
ContainerPort name? hostPort?:int containerPort:int protocol? hostIP?
ContainerResizePolicy resourceName restartPolicy
ContainerRestartRule action? exitCodes*:ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes operator? values?:int[]
Deployment kind? apiVersion? metadata:ObjectMeta spec:DeploymentSpec
DeploymentSpec replicas*:int selector!:LabelSelector template:PodTemplateSpec strategy:DeploymentStrategy minReadySeconds?:int
  revisionHistoryLimit*:int paused?:bool progressDeadlineSeconds*:int
DeploymentStrategy type? rollingUpdate*:RollingUpdateDeployment
DownwardAPIProjection items?:DownwardAPIVolumeFile[]
DownwardAPIVolumeFile path fieldRef*:ObjectFieldSelector resourceFieldRef*:ResourceFieldSelector mode*:int
DownwardAPIVolumeSource items?:DownwardAPIVolumeFile[] defaultMode*:int
EmptyDirVolumeSource medium? sizeLimit*:quantity
EnvFromSource prefix? configMapRef*:ConfigMapEnvSource secretRef*:SecretEnvSource
EnvVar name value? valueFrom*:EnvVarSource
EnvVarSource fieldRef*:ObjectFieldSelector resourceFieldRef*:ResourceFieldSelector configMapKeyRef*:ConfigMapKeySelector
  secretKeyRef*:SecretKeySelector fileKeyRef*:FileKeySelector
EphemeralContainer name image? command?[] args?[] workingDir? ports?:ContainerPort[] envFrom?:EnvFromSource[] env?:EnvVar[]
  resources:ResourceRequirements resizePolicy?:ContainerResizePolicy[] restartPolicy* restartPolicyRules?:ContainerRestartRule[]
  volumeMounts?:VolumeMount[] volumeDevices?:VolumeDevice[] livenessProbe*:Probe readinessProbe*:Probe startupProbe*:Probe lifecycle*:Lifecycle
  terminationMessagePath? terminationMessagePolicy? imagePullPolicy? securityContext*:SecurityContext stdin?:bool stdinOnce?:bool tty?:bool
  targetContainerName?
EphemeralVolumeSource volumeClaimTemplate*:PersistentVolumeClaimTemplate
ExecAction command?[]
FCVolumeSource targetWWNs?[] lun*:int fsType? readOnly?:bool wwids?[]
FileKeySelector volumeName path key optional*:bool
FlexVolumeSource driver fsType? secretRef*:LocalObjectReference readOnly?:bool options?{}
FlockerVolumeSource datasetName? datasetUUID?
GCEPersistentDiskVolumeSource pdName fsType? partition?:int readOnly?:bool
GRPCAction port:int service!
GitRepoVolumeSource repository revision? directory?
GlusterfsVolumeSource endpoints path readOnly?:bool
HTTPGetAction path? port:intOrString host? scheme? httpHeaders?:HTTPHeader[]
HTTPHeader name value
HostAlias ip hostnames?[]
HostPathVolumeSource path type*
IPBlock cidr except?[]
ISCSIVolumeSource targetPortal iqn lun:int iscsiInterface? fsType? readOnly?:bool portals?[] chapAuthDiscovery?:bool chapAuthSession?:bool
  secretRef*:LocalObjectReference initiatorName*
ImageVolumeSource reference? pullPolicy?
KeyToPath key path mode*:int
LabelSelector matchLabels?{} matchExpressions?:LabelSelectorRequirement[]
LabelSelectorRequirement key operator values?[]
Lifecycle postStart*:LifecycleHandler preStop*:LifecycleHandler stopSignal*
LifecycleHandler exec*:ExecAction httpGet*:HTTPGetAction tcpSocket*:TCPSocketAction sleep*:SleepAction
LocalObjectReference name?
ManagedFieldsEntry manager? operation? apiVersion? time* fieldsType? fieldsV1*:any subresource?
NFSVolumeSource server path readOnly?:bool
Namespace kind? apiVersion? metadata:ObjectMeta spec:NamespaceSpec
NamespaceSpec finalizers?[]
NetworkPolicy kind? apiVersion? metadata:ObjectMeta spec:NetworkPolicySpec
NetworkPolicyEgressRule ports?:NetworkPolicyPort[] to?:NetworkPolicyPeer[]
NetworkPolicyIngressRule ports?:NetworkPolicyPort[] from?:NetworkPolicyPeer[]
NetworkPolicyPeer podSelector*:LabelSelector namespaceSelector*:LabelSelector ipBlock*:IPBlock
NetworkPolicyPort protocol* port*:intOrString endPort*:int
NetworkPolicySpec podSelector:LabelSelector ingress?:NetworkPolicyIngressRule[] egress?:NetworkPolicyEgressRule[] policyTypes?[]
NodeAffinity requiredDuringSchedulingIgnoredDuringExecution*:NodeSelector
  preferredDuringSchedulingIgnoredDuringExecution?:PreferredSchedulingTerm[]
NodeSelector nodeSelectorTerms:NodeSelectorTerm[]
NodeSelectorRequirement key operator values?[]
NodeSelectorTerm matchExpressions?:NodeSelectorRequirement[] matchFields?:NodeSelectorRequirement[]
ObjectFieldSelector apiVersion? fieldPath
ObjectMeta name? generateName? namespace? selfLink? uid? resourceVersion? generation?:int creationTimestamp? deletionTimestamp*
  deletionGracePeriodSeconds*:int labels?{} annotations?{} ownerReferences?:OwnerReference[] finalizers?[] managedFields?:ManagedFieldsEntry[]
ObjectReference kind? namespace? name? uid? apiVersion? resourceVersion? fieldPath?
OwnerReference apiVersion kind name uid controller*:bool blockOwnerDeletion*:bool
PersistentVolumeClaim kind? apiVersion? metadata:ObjectMeta spec:PersistentVolumeClaimSpec
PersistentVolumeClaimSpec accessModes?[] selector*:LabelSelector resources:VolumeResourceRequirements volumeName? storageClassName* volumeMode*
  dataSource*:TypedLocalObjectReference dataSourceRef*:TypedObjectReference volumeAttributesClassName*
PersistentVolumeClaimTemplate metadata:ObjectMeta spec:PersistentVolumeClaimSpec
PersistentVolumeClaimVolumeSource claimName readOnly?:bool
PhotonPersistentDiskVolumeSource pdID fsType?
PodAffinity requiredDuringSchedulingIgnoredDuringExecution?:PodAffinityTerm[]
  preferredDuringSchedulingIgnoredDuringExecution?:WeightedPodAffinityTerm[]
PodAffinityTerm labelSelector*:LabelSelector namespaces?[] topologyKey namespaceSelector*:LabelSelector matchLabelKeys?[] mismatchLabelKeys?[]
PodAntiAffinity requiredDuringSchedulingIgnoredDuringExecution?:PodAffinityTerm[]
  preferredDuringSchedulingIgnoredDuringExecution?:WeightedPodAffinityTerm[]
PodCertificateProjection signerName? keyType? maxExpirationSeconds*:int credentialBundlePath? keyPath? certificateChainPath? userAnnotations?{}
PodDNSConfig nameservers?[] searches?[] options?:PodDNSConfigOption[]
PodDNSConfigOption name? value*
PodOS name
PodReadinessGate conditionType
PodResourceClaim name resourceClaimName* resourceClaimTemplateName*
PodSchedulingGate name
PodSchedulingGroup podGroupName*
PodSecurityContext seLinuxOptions*:SELinuxOptions windowsOptions*:WindowsSecurityContextOptions runAsUser*:int runAsGroup*:int runAsNonRoot*:bool
  supplementalGroups?:int[] supplementalGroupsPolicy* fsGroup*:int sysctls?:Sysctl[] fsGroupChangePolicy* seccompProfile*:SeccompProfile
  appArmorProfile*:AppArmorProfile seLinuxChangePolicy*
PodSpec volumes?:Volume[] initContainers?:Container[] containers:Container[] ephemeralContainers?:EphemeralContainer[] restartPolicy?
  terminationGracePeriodSeconds*:int activeDeadlineSeconds*:int dnsPolicy? nodeSelector?{} serviceAccountName? serviceAccount?
  automountServiceAccountToken*:bool nodeName? hostNetwork?:bool hostPID?:bool hostIPC?:bool shareProcessNamespace*:bool
  securityContext*:PodSecurityContext imagePullSecrets?:LocalObjectReference[] hostname? subdomain? affinity*:Affinity schedulerName?
  tolerations?:Toleration[] hostAliases?:HostAlias[] priorityClassName? priority*:int dnsConfig*:PodDNSConfig readinessGates?:PodReadinessGate[]
  runtimeClassName* enableServiceLinks*:bool preemptionPolicy* overhead?:quantity{} topologySpreadConstraints?:TopologySpreadConstraint[]
  setHostnameAsFQDN*:bool os*:PodOS hostUsers*:bool schedulingGates?:PodSchedulingGate[] resourceClaims?:PodResourceClaim[]
  resources*:ResourceRequirements hostnameOverride* schedulingGroup*:PodSchedulingGroup
PodTemplateSpec metadata:ObjectMeta spec:PodSpec
PortworxVolumeSource volumeID fsType? readOnly?:bool
PreferredSchedulingTerm weight:int preference:NodeSelectorTerm
Probe exec*:ExecAction httpGet*:HTTPGetAction tcpSocket*:TCPSocketAction grpc*:GRPCAction initialDelaySeconds?:int timeoutSeconds?:int
  periodSeconds?:int successThreshold?:int failureThreshold?:int terminationGracePeriodSeconds*:int
ProjectedVolumeSource sources:VolumeProjection[] defaultMode*:int
QuobyteVolumeSource registry volume readOnly?:bool user? group? tenant?
RBDVolumeSource monitors[] image fsType? pool? user? keyring? secretRef*:LocalObjectReference readOnly?:bool
ResourceClaim name request?
ResourceFieldSelector containerName? resource divisor:quantity
ResourceQuota kind? apiVersion? metadata:ObjectMeta spec:ResourceQuotaSpec
ResourceQuotaSpec hard?:quantity{} scopes?[] scopeSelector*:ScopeSelector
ResourceRequirements limits?:quantity{} requests?:quantity{} claims?:ResourceClaim[]
RoleRef apiGroup kind name
RollingUpdateDeployment maxUnavailable*:intOrString maxSurge*:intOrString
SELinuxOptions user? role? type? level?
ScaleIOVolumeSource gateway system secretRef!:LocalObjectReference sslEnabled?:bool protectionDomain? storagePool? storageMode? volumeName?
  fsType? readOnly?:bool
ScopeSelector matchExpressions?:ScopedResourceSelectorRequirement[]
ScopedResourceSelectorRequirement scopeName operator values?[]
SeccompProfile type localhostProfile*
SecretEnvSource name? optional*:bool
SecretKeySelector name? key optional*:bool
SecretProjection name? items?:KeyToPath[] optional*:bool
SecretVolumeSource secretName? items?:KeyToPath[] defaultMode*:int optional*:bool
SecurityContext capabilities*:Capabilities privileged*:bool seLinuxOptions*:SELinuxOptions windowsOptions*:WindowsSecurityContextOptions
  runAsUser*:int runAsGroup*:int runAsNonRoot*:bool readOnlyRootFilesystem*:bool allowPrivilegeEscalation*:bool procMount*
  seccompProfile*:SeccompProfile appArmorProfile*:AppArmorProfile
Service kind? apiVersion? metadata:ObjectMeta spec:ServiceSpec
ServiceAccount kind? apiVersion? metadata:ObjectMeta secrets?:ObjectReference[] imagePullSecrets?:LocalObjectReference[]
  automountServiceAccountToken*:bool
ServiceAccountTokenProjection audience? expirationSeconds*:int path
ServicePort name? protocol? appProtocol* port:int targetPort:intOrString nodePort?:int
ServiceSpec ports?:ServicePort[] selector?{} clusterIP? clusterIPs?[] type? externalIPs?[] sessionAffinity? loadBalancerIP?
  loadBalancerSourceRanges?[] externalName? externalTrafficPolicy? healthCheckNodePort?:int publishNotReadyAddresses?:bool
  sessionAffinityConfig*:SessionAffinityConfig ipFamilies?[] ipFamilyPolicy* allocateLoadBalancerNodePorts*:bool loadBalancerClass*
  internalTrafficPolicy* trafficDistribution*
SessionAffinityConfig clientIP*:ClientIPConfig
SleepAction seconds:int
StorageOSVolumeSource volumeName? volumeNamespace? fsType? readOnly?:bool secretRef*:LocalObjectReference
Subject kind apiGroup? name namespace?
Sysctl name value
TCPSocketAction port:intOrString host?
Toleration key? operator? value? effect? tolerationSeconds*:int
TopologySpreadConstraint maxSkew:int topologyKey whenUnsatisfiable labelSelector*:LabelSelector minDomains*:int nodeAffinityPolicy*
  nodeTaintsPolicy* matchLabelKeys?[]
TypedLocalObjectReference apiGroup! kind name
TypedObjectReference apiGroup! kind name namespace*
Volume name hostPath*:HostPathVolumeSource emptyDir*:EmptyDirVolumeSource gcePersistentDisk*:GCEPersistentDiskVolumeSource
  awsElasticBlockStore*:AWSElasticBlockStoreVolumeSource gitRepo*:GitRepoVolumeSource secret*:SecretVolumeSource nfs*:NFSVolumeSource
  iscsi*:ISCSIVolumeSource glusterfs*:GlusterfsVolumeSource persistentVolumeClaim*:PersistentVolumeClaimVolumeSource rbd*:RBDVolumeSource
  flexVolume*:FlexVolumeSource cinder*:CinderVolumeSource cephfs*:CephFSVolumeSource flocker*:FlockerVolumeSource
  downwardAPI*:DownwardAPIVolumeSource fc*:FCVolumeSource azureFile*:AzureFileVolumeSource configMap*:ConfigMapVolumeSource
  vsphereVolume*:VsphereVirtualDiskVolumeSource quobyte*:QuobyteVolumeSource azureDisk*:AzureDiskVolumeSource
  photonPersistentDisk*:PhotonPersistentDiskVolumeSource projected*:ProjectedVolumeSource portworxVolume*:PortworxVolumeSource
  scaleIO*:ScaleIOVolumeSource storageos*:StorageOSVolumeSource csi*:CSIVolumeSource ephemeral*:EphemeralVolumeSource image*:ImageVolumeSource
VolumeDevice name devicePath
VolumeMount name readOnly?:bool recursiveReadOnly* mountPath subPath? mountPropagation* subPathExpr?
VolumeProjection secret*:SecretProjection downwardAPI*:DownwardAPIProjection configMap*:ConfigMapProjection
  serviceAccountToken*:ServiceAccountTokenProjection clusterTrustBundle*:ClusterTrustBundleProjection podCertificate*:PodCertificateProjection
VolumeResourceRequirements limits?:quantity{} requests?:quantity{}
VsphereVirtualDiskVolumeSource volumePath fsType? storagePolicyName? storagePolicyID?
WeightedPodAffinityTerm weight:int podAffinityTerm:PodAffinityTerm
WindowsSecurityContextOptions gmsaCredentialSpecName* gmsaCredentialSpec* runAsUserName* hostProcess*:bool
`;

/** How a field is written when it is absent or has its zero value. */
export type Presence = 'always' | 'unlessZero' | 'unlessAbsent' | 'orNull';

export interface FieldType {
  readonly presence: Presence;
  readonly type: string;
  readonly container?: 'list' | 'map';
}

export type StructType = ReadonlyMap<string, FieldType>;

const PRESENCE: Readonly<Record<string, Presence>> = { '': 'always', '?': 'unlessZero', '*': 'unlessAbsent', '!': 'orNull' };

/** The fields of each struct by its Go name. */
export const STRUCT_TYPES = lazy((): ReadonlyMap<string, StructType> => new Map(
  TABLE.trim().split(/\n(?! )/).map((entry) => {
    const [name, ...fields] = entry.split(/\s+/);
    return [name, new Map(fields.map(readField))];
  }),
));

function readField(text: string): [name: string, field: FieldType] {
  const [, name, mark, type = 'string', container] = /^(\w+)([?*!]?)(?::(\w*))?(\[\]|\{\})?$/.exec(text)!;
  return [name, {
    presence: PRESENCE[mark],
    type: type === '' ? 'string' : type,
    ...container === undefined ? {} : { container: container === '[]' ? 'list' : 'map' },
  }];
}
