# gateway.yaml, derived: what the regions say about endpoints and addresses is said once.

locals {
  models = toset(flatten([for region in values(var.regions) : keys(region.endpoints)]))

  # What the gateways have unless var.gateway says otherwise.
  usual = {
    server = { "event-loops" = var.cpu }
    # In an image derived from the gateway's.
    plugins = { folder = "/etc/rhumb/plugins" }
    # Each look reads each secret anew, and each reading is paid for.
    reload = { scan = "30s" }
    upstream = {
      # A service attachment is said to take 1,000 connections, and every gateway may call every target. Not by the regions that there are: a
      # region more would change the requests that an instance gets at once, and so make new revisions in all the others.
      connections = max(1, min(256, floor(1000 / (var.most_regions * var.max_instances * var.cpu))))
    }
  }

  # More would wait within the gateway for connections to their target, on time of their attempts.
  concurrency = min(var.concurrency, merge(local.usual.upstream, lookup(var.gateway, "upstream", {})).connections * var.cpu)

  gateway = merge(
    { "local-region" = "auto" },
    var.gateway,
    # One setting more of a section takes none of its others away.
    { for section, settings in local.usual : section => merge(settings, lookup(var.gateway, section, {})) },
    {
      project          = data.google_project.this.project_id
      "project-number" = tostring(data.google_project.this.number)
      trust            = { pem = "../trust/psc.pem" }
      access           = var.access
      models = {
        for model in local.models : model => merge(lookup(var.models, model, {}), {
          targets = [
            for name, region in var.regions : {
              region   = name
              kind     = "psc"
              address  = google_compute_address.psc[name].address
              endpoint = region.endpoints[model]
            } if contains(keys(region.endpoints), model)
          ]
        })
      }
    },
  )

  # What a gateway has from its start to its end: if this changes, instances have to be new.
  fixed = {
    for key, value in local.gateway : key => value
    if contains(["local-region", "logs", "management", "metadata-host", "plugins", "server", "traces"], key)
  }

  # The sidecar's own; without it it would look for metrics on the port of the clients.
  collector = {
    apiVersion = "monitoring.googleapis.com/v1beta"
    kind       = "RunMonitoring"
    metadata   = { name = var.name }
    spec       = { endpoints = [{ port = try(var.gateway.management.port, 9090), path = "/metrics", interval = "30s" }] }
  }

  # Each is mounted in a folder of its own, under its file's name.
  files = {
    config    = { folder = "/etc/rhumb/config", file = "gateway.yaml", text = yamlencode(local.gateway) }
    trust     = { folder = "/etc/rhumb/trust", file = "psc.pem", text = file(var.trust_file) }
    collector = { folder = "/etc/rungmp", file = "config.yaml", text = yamlencode(local.collector) }
  }
}

resource "google_secret_manager_secret" "file" {
  for_each = local.files

  secret_id = "${var.name}-${each.key}"

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_version" "file" {
  for_each = local.files

  secret      = google_secret_manager_secret.file[each.key].id
  secret_data = each.value.text

  # Instances that start meanwhile need one of the two.
  lifecycle {
    create_before_destroy = true
  }
}
