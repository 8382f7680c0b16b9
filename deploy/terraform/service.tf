# A gateway in each region.

resource "google_cloud_run_v2_service" "gateway" {
  for_each = var.regions

  name     = var.name
  location = each.key

  # Else clients could come past the load balancer.
  ingress             = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
  deletion_protection = var.deletion_protection

  template {
    # Other settings are taken over by instances that run; for these, this makes a new revision.
    annotations = { "rhumb-fixed-settings" = sha256(jsonencode(local.fixed)) }

    service_account                  = google_service_account.gateway.email
    execution_environment            = "EXECUTION_ENVIRONMENT_GEN2"
    max_instance_request_concurrency = local.concurrency

    # The most that there is: how long a request may take is for the gateway's timeouts to say.
    timeout = "3600s"

    scaling {
      min_instance_count = var.min_instances
      max_instance_count = var.max_instances
    }

    vpc_access {
      egress = "PRIVATE_RANGES_ONLY"

      network_interfaces {
        network    = google_compute_network.this.id
        subnetwork = google_compute_subnetwork.this[each.key].id
      }
    }

    containers {
      name  = "gateway"
      image = var.image

      ports {
        container_port = 8080
      }

      env {
        name  = "RHUMB_CONFIG"
        value = "${local.files.config.folder}/${local.files.config.file}"
      }

      dynamic "env" {
        for_each = var.environment

        content {
          name  = env.key
          value = env.value
        }
      }

      resources {
        limits = {
          cpu    = tostring(var.cpu)
          memory = var.memory
        }

        # Instance-based billing: between requests, probes, refreshes of credentials and metrics go on.
        cpu_idle          = false
        startup_cpu_boost = true
      }

      # Direct VPC egress can take a minute or more to come up. Until it has reached a target a gateway is not ready, for 90 s at the most: in an
      # outage of all targets it starts all the same, to say so. This has to be longer, or none would start then.
      startup_probe {
        period_seconds    = 2
        timeout_seconds   = 1
        failure_threshold = 90

        http_get {
          path = "/health/ready"
          port = 8080
        }
      }

      liveness_probe {
        period_seconds    = 10
        timeout_seconds   = 5
        failure_threshold = 3

        http_get {
          path = "/health/live"
          port = 8080
        }
      }

      # What service health goes by: a region takes requests while 60 % of its instances are ready.
      readiness_probe {
        period_seconds    = 10
        timeout_seconds   = 1
        success_threshold = 2
        failure_threshold = 3

        http_get {
          path = "/health/ready"
          port = 8080
        }
      }

      volume_mounts {
        name       = "config"
        mount_path = local.files.config.folder
      }

      volume_mounts {
        name       = "trust"
        mount_path = local.files.trust.folder
      }
    }

    containers {
      name       = "collector"
      image      = var.collector_image
      depends_on = ["gateway"]

      resources {
        limits = {
          cpu    = "1"
          memory = "512Mi"
        }

        cpu_idle = false
      }

      volume_mounts {
        name       = "collector"
        mount_path = local.files.collector.folder
      }
    }

    # At latest, and read again whenever it is looked at: a new version of the configuration needs no new revision.
    dynamic "volumes" {
      for_each = local.files

      content {
        name = volumes.key

        secret {
          secret = google_secret_manager_secret.file[volumes.key].secret_id

          items {
            version = "latest"
            path    = volumes.value.file
          }
        }
      }
    }
  }

  # An instance cannot start before it may read them. Not the forwarding rules: network endpoint groups are made anew before the old ones are
  # deleted, so Terraform makes all that they depend on in that order, and a rule cannot be made while another one has its address.
  depends_on = [
    google_secret_manager_secret_version.file,
    google_secret_manager_secret_iam_member.file,
    google_project_iam_member.predict,
  ]
}

locals {
  invokers = {
    for pair in setproduct(keys(var.regions), var.invokers) : join(" ", pair) => { region = pair[0], member = pair[1] }
  }
}

resource "google_cloud_run_v2_service_iam_member" "invoker" {
  for_each = local.invokers

  name     = google_cloud_run_v2_service.gateway[each.value.region].name
  location = each.value.region
  role     = "roles/run.invoker"
  member   = each.value.member
}
