package io.rhumb.gateway.doctor;

import java.util.List;
import java.util.Optional;

/**
 * The usual mistakes by what they look like: of the rows with a finding's {@link Sign}, the first that fits counts.
 * Each sign has a row that always fits, at the end.
 *
 * <p>What stands in backticks is a command. Sources: Private Service Connect's <a
 * href="https://cloud.google.com/vpc/docs/manage-endpoints-published-services">global access</a> and <a
 * href="https://cloud.google.com/vertex-ai/docs/predictions/private-service-connect">private endpoints</a>, Cloud Run's
 * <a href="https://cloud.google.com/run/docs/configuring/vpc-direct-vpc">VPC egress</a>, Vertex AI's <a
 * href="https://cloud.google.com/vertex-ai/docs/general/access-control">permissions</a> and <a
 * href="https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/api-errors">errors</a>.
 */
final class Symptoms {

  private static final String GRANT =
      "Grant it the role: `gcloud projects add-iam-policy-binding {project} --member=serviceAccount:ACCOUNT"
          + " --role=roles/aiplatform.user`";

  private static final String EGRESS =
      "On Cloud Run: `gcloud run services update SERVICE --network=NETWORK --subnet=SUBNET"
          + " --vpc-egress=private-ranges-only`, with a subnet of /26 or larger; after the start of an instance its"
          + " connections may take a minute. Elsewhere: run this on a machine of that VPC.";

  private static final String GLOBAL_ACCESS =
      "`gcloud compute forwarding-rules update RULE --region={region} --allow-psc-global-access`";

  private static final List<Symptom> NAMES = List.of(
      new Symptom(
          Sign.NAME_UNKNOWN,
          scene -> scene.fact("name", name -> name.endsWith(".prediction.p.vertexai.goog")),
          "Names behind Private Service Connect are in no DNS but a private zone of your own.",
          "Write the IP address of the forwarding rule as the target's address, or add {name} to your zone."),
      new Symptom(
          Sign.NAME_UNKNOWN,
          Scene::noNameIsKnown,
          "Not one name is known: the DNS server of this network knows none of the world outside, or does not answer.",
          "`getent hosts aiplatform.googleapis.com`. Where all egress goes through a VPC, its DNS and its firewall"
              + " decide."),
      new Symptom(
          Sign.NAME_UNKNOWN,
          Scene::isShared,
          "There is no region {region}, or the DNS of this network has its own googleapis.com without it.",
          "Compare region with https://cloud.google.com/vertex-ai/docs/general/locations; a private zone needs"
              + " *.googleapis.com."),
      new Symptom(
          Sign.NAME_UNKNOWN,
          Scene::isDedicated,
          "No such endpoint: it was deleted or has no dedicated name, or region, project-number or endpoint is wrong.",
          "Compare with dedicatedEndpointDns of: `gcloud ai endpoints describe {resource} --region={region}"
              + " --project={project}`"),
      new Symptom(
          Sign.NAME_UNKNOWN,
          "The name is misspelt, or the zone that has it cannot be seen from here.",
          "Ask from the same network: `getent hosts {name}`. Or write an IP address as the target's address."),
      new Symptom(
          Sign.NAME_SILENT,
          "No DNS server answers: none is reachable from here, or one on the way to the name is ill.",
          "Compare with another name. Where all egress goes through a VPC, its firewall must let DNS pass."));

  private static final List<Symptom> CONNECTIONS = List.of(
      new Symptom(
          Sign.SILENT,
          Scene::isUnreachableFromCloudRun,
          "192.168.1.0/24 cannot be reached over the VPC egress of Cloud Run.",
          "Give the forwarding rule an address of another range."),
      new Symptom(
          Sign.SILENT,
          scene -> scene.isPrivate() && scene.anotherPrivateConnects() && !scene.isLocal(),
          "A black hole while another private address answers: the forwarding rule in {region} has no global access,"
              + " so it drops what comes from other regions.",
          GLOBAL_ACCESS + ". If it has that already: the endpoint behind it may be gone."),
      new Symptom(
          Sign.SILENT,
          scene -> scene.isPrivate() && scene.anotherPrivateConnects(),
          "A black hole while another private address answers: what was behind it is gone. An endpoint without a"
              + " deployed model for ten minutes can lose its service attachment.",
          "Is a model deployed (`gcloud ai endpoints list --region={region}`)? Then make a new forwarding rule to the"
              + " attachment that the endpoint has now, and write its address here."),
      new Symptom(
          Sign.SILENT,
          scene -> scene.isPrivate() && scene.localRegion().isPresent() && !scene.hasLocalPrivate(),
          "No private address answers, and none is in {local-region}: no VPC egress, or forwarding rules without"
              + " global access.",
          EGRESS + " Then: " + GLOBAL_ACCESS),
      new Symptom(
          Sign.SILENT,
          Scene::isPrivate,
          "No private address answers, not one: this is not in the VPC. A Cloud Run service has no VPC egress unless it"
              + " is told to.",
          EGRESS),
      new Symptom(
          Sign.SILENT,
          "Nothing comes back from a public address: a firewall drops it, or all egress goes through a VPC without"
              + " Cloud NAT or Private Google Access.",
          "Allow egress to port {port}; in a VPC, turn on Private Google Access for the subnet."),
      new Symptom(
          Sign.REFUSED,
          Scene::isUrl,
          "The machine is there, and nothing listens at port {port}: the server is down, or the port of url is wrong.",
          "Start it, or correct the port in url."),
      new Symptom(
          Sign.REFUSED,
          "The machine is there, and nothing listens at port {port}. Vertex AI listens at 443.",
          "Correct port, or address if that is another machine."),
      new Symptom(
          Sign.NO_ROUTE,
          "This machine has no network that leads to {address}.",
          "Is the address one of IPv6, or of another network? " + EGRESS),
      new Symptom(
          Sign.SLOW,
          "It works, but the gateway would not wait so long: upstream.connect-timeout.",
          "Try again; if it stays so, raise upstream.connect-timeout, or find out what is slow on the way."),
      new Symptom(
          Sign.NO_CONNECTION,
          "A connection takes longer than upstream.connect-timeout, or the target ends those of HTTP/2.",
          "Raise upstream.connect-timeout, or set upstream.http2: false."));

  private static final List<Symptom> CERTIFICATES = List.of(
      new Symptom(
          Sign.WRONG_NAME,
          Scene::isUrl,
          "The certificate is not for {server-name} but for {names}: another server, or another name of this one.",
          "If it is the right server: write that name in url, and where to connect as address."),
      new Symptom(
          Sign.WRONG_NAME,
          "The certificate is not for {server-name} but for {names}: another server, or endpoint, region or"
              + " project-number are wrong.",
          "If it is the right server: server-name with one of its names. A star in it stands for one part of a name."),
      new Symptom(
          Sign.UNTRUSTED,
          Scene::isPsc,
          "The certificate is not that of {trust}. Behind Private Service Connect it is self-signed, and the same for all"
              + " endpoints.",
          "`openssl s_client -connect {address}:{port} </dev/null | openssl x509 > psc.pem`; look at it; then"
              + " trust: {pem: psc.pem}"),
      new Symptom(
          Sign.UNTRUSTED,
          scene -> scene.isShared() || scene.isDedicated(),
          "Google's public servers have certificates that every Java runtime believes. Either trust ({trust}) names others,"
              + " or a proxy on the way opens the connection.",
          "trust: system; if that is so already: who is it? `openssl s_client -connect {address}:{port} -servername"
              + " {server-name} </dev/null`"),
      new Symptom(
          Sign.UNTRUSTED,
          "Its authority is not among those of {trust}.",
          "trust: {pem: FILE} with the certificate of the authority; not: insecure."),
      new Symptom(
          Sign.EXPIRED,
          "The certificate has ended on {date}. Or the clock of this machine is wrong.",
          "Renew it on the server. A public server of Google's never has such a one: then a proxy is on the way."),
      new Symptom(
          Sign.NOT_YET_VALID,
          "The certificate is not valid yet. Most likely the clock of this machine is wrong.",
          "Compare: `date -u`"),
      new Symptom(
          Sign.ENDS_SOON,
          scene -> scene.fact("pinned", "true"::equals),
          "The certificate ends on {date}. It is itself in {trust}, so the gateway takes it even after that; but the server"
              + " will show another one some day, and that is refused.",
          "Put the new one beside the old in the PEM file before the server shows it."),
      new Symptom(
          Sign.ENDS_SOON,
          "The certificate ends on {date}; from then on the gateway refuses this target.",
          "Renew it on the server."),
      new Symptom(
          Sign.UNCHECKED,
          "trust: insecure. Whoever sits on the way can read and change every prediction, and gets the access token.",
          "trust: system, or {pem: FILE} with the certificate of {names}."),
      new Symptom(
          Sign.NO_TLS,
          "Port {port} speaks something else than TLS: behind Private Service Connect, 80 is plain HTTP and 443 is TLS.",
          "Correct port; for a server of your own without TLS write http:// in url."),
      new Symptom(
          Sign.HANDSHAKE_SILENT,
          "Something takes connections and says nothing: a load balancer or a tunnel without anything behind it, or"
              + " large packets that are lost on the way (MTU).",
          "Is something deployed there? Through a tunnel, compare with a smaller MTU."),
      new Symptom(
          Sign.HANDSHAKE_REFUSED,
          "The server does not answer to {server-name}, wants another version of TLS or a certificate of the client, or its own"
              + " has a key of P-521 or Ed25519, which BoringSSL does not take; or a firewall breaks the handshake off.",
          "Correct server-name (endpoint, region, project-number), or address. If it is the key: RHUMB_TLS=jdk."),
      new Symptom(
          Sign.BAD_TRUST,
          "The PEM file has no certificate in it, or half of one.",
          "`openssl x509 -in FILE -noout -text` shows whether it is one."));

  private static final List<Symptom> CREDENTIALS = List.of(
      new Symptom(
          Sign.NO_GOOGLE_CREDENTIAL,
          scene ->
              scene.fact("source", source -> source.startsWith("GOOGLE_APPLICATION_CREDENTIALS")),
          "{source} is set, so nothing else is looked for, and no token can be got with that file.",
          "Correct the file, or take the variable away to use the metadata server."),
      new Symptom(
          Sign.NO_GOOGLE_CREDENTIAL,
          scene -> scene.fact("source", source -> !source.startsWith("metadata server")),
          "The credentials that gcloud has left here ({source}) are of no use any more.",
          "`gcloud auth application-default login`"),
      new Symptom(
          Sign.NO_GOOGLE_CREDENTIAL,
          "No {source}: this is not on Google Cloud, or the way to it is closed, or the service has no service account;"
              + " and there are no application-default credentials.",
          "On a machine of your own: `gcloud auth application-default login`. On Google Cloud: is metadata-host right, and"
              + " does the service run as an account that exists?"),
      new Symptom(
          Sign.NO_OWN_CREDENTIAL,
          "{source} has no credential in it, or cannot be read.",
          "One line of printable characters, readable by this process."),
      new Symptom(
          Sign.OLD_TOKEN,
          "Google's access tokens live for an hour, and {source} is older: whoever keeps it fresh has stopped.",
          "Start it again, or use credential: application-default."));

  private static final List<Symptom> ANSWERS = List.of(
      new Symptom(
          Sign.FOREIGN,
          "Something else than Vertex AI answers: a proxy, a login page, or another service at that address.",
          "Is {address}:{port} the right address? A proxy for outgoing requests must let {server-name} pass."),
      new Symptom(
          Sign.UNAUTHENTICATED,
          Scene::tellsNothing,
          "The target wants to know who calls, and credential: none tells it nothing.",
          "credential: application-default, or a token or header of your own."),
      new Symptom(
          Sign.UNAUTHENTICATED,
          "The credential is refused: a token that has ended or was revoked, one for something else, or a key of another"
              + " project.",
          "Whose is it? For a Google token: `curl -d access_token=TOKEN https://oauth2.googleapis.com/tokeninfo`"),
      new Symptom(
          Sign.FORBIDDEN,
          Scene::isUrl,
          "The server knows who calls, and does not allow it.",
          "Allow it there, or use another credential."),
      new Symptom(
          Sign.FORBIDDEN,
          "The account that calls lacks the permission aiplatform.endpoints.predict on {resource} in {project}; or it is the"
              + " wrong service account, or the wrong project.",
          "Which one is it? `gcloud run services describe SERVICE"
              + " --format='value(spec.template.spec.serviceAccountName)'` "
              + GRANT),
      new Symptom(
          Sign.NOT_FOUND,
          Scene::isUrl,
          "The server has nothing at this path.",
          "Correct path; {method} stands where the method belongs."),
      new Symptom(
          Sign.NOT_FOUND,
          Scene::isPublisherModel,
          "{resource} is not to be had in {region}: misspelt, retired, or not offered there.",
          "Compare with https://cloud.google.com/vertex-ai/generative-ai/docs/learn/locations. Was it to be predict? For"
              + " Gemini the payload has contents."),
      new Symptom(
          Sign.NOT_FOUND,
          "No endpoint {resource} in {region} of {project}: one of the three is wrong, or it was deleted.",
          "`gcloud ai endpoints list --region={region} --project={project}`"),
      new Symptom(
          Sign.REJECTED,
          "The payload does not fit the model that is deployed there. The gateway would hand this answer to the client.",
          "Correct the payload; the message above says what is wrong with it. All targets of a model must take the same."),
      new Symptom(
          Sign.NOT_READY,
          "The model is scaled to zero. The request was dropped, and has begun to scale it up.",
          "Try again in some minutes; min-replica-count 1 keeps one there."),
      new Symptom(
          Sign.THROTTLED,
          "The quota of {project} in {region} is used up, or the region has no capacity left for anybody.",
          "Look at the quotas of aiplatform.googleapis.com for {region}; the gateway goes to other regions meanwhile."),
      new Symptom(
          Sign.ILL,
          "The target itself is ill, or the model's server fails on this payload.",
          "Try again; then look at the logs of the endpoint: `gcloud logging read"
              + " resource.type=aiplatform.googleapis.com/Endpoint`"),
      new Symptom(
          Sign.NO_ANSWER,
          "Connected, asked, and no answer: the model takes longer, or hangs, or is scaled to zero.",
          "Give it more: --timeout 60s. The model's attempt-timeout must be longer than that too."),
      new Symptom(
          Sign.CUT,
          "The server closes connections instead of answering: it crashes on this payload, or something between does"
              + " it.",
          "Try another payload; look at the logs of the model's server."));

  private Symptoms() {}

  /** Every row. */
  static List<Symptom> all() {
    return List.of(NAMES, CONNECTIONS, CERTIFICATES, CREDENTIALS, ANSWERS).stream()
        .flatMap(List::stream)
        .toList();
  }

  /** What it looks like, and what to do; empty for what has no sign. */
  static Optional<Advice> adviceOn(Scene scene) {
    return all().stream().filter(row -> row.fits(scene)).findFirst().map(row -> row.advice(scene));
  }
}
