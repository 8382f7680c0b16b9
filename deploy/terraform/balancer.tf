# One address for all regions. The nearest gateway that is well gets the request.

resource "google_compute_region_network_endpoint_group" "gateway" {
  for_each = var.regions

  name                  = var.name
  region                = each.key
  network_endpoint_type = "SERVERLESS"

  cloud_run {
    service = google_cloud_run_v2_service.gateway[each.key].name
  }

  # The backend service lets go of a region that is taken away first: what is still a backend cannot be deleted.
  lifecycle {
    create_before_destroy = true
  }
}

# Deliberately without protocol, port_name and timeout_sec, which serverless backends do not take, without health checks, which
# service health stands in for, and without outlier_detection: three 503 in a row, such as a model gives none of whose
# targets can be reached, would take a healthy region away.
resource "google_compute_backend_service" "gateway" {
  name                  = var.name
  load_balancing_scheme = "EXTERNAL_MANAGED"

  dynamic "backend" {
    for_each = google_compute_region_network_endpoint_group.gateway

    content {
      group = backend.value.id
    }
  }
}

# Without retry policy: attempts of the load balancer would multiply with those of the gateway.
resource "google_compute_url_map" "gateway" {
  name            = var.name
  default_service = google_compute_backend_service.gateway.id
}

# One for each name. A certificate cannot be changed, so one for all names would be a new one whenever a name comes or goes, and no name would
# have TLS until that is issued, which takes up to 90 minutes.
resource "google_compute_managed_ssl_certificate" "gateway" {
  for_each = toset(var.domains)

  # A domain has dots, and may be longer than a name.
  name = "${var.name}-${substr(sha256(each.key), 0, 8)}"

  managed {
    domains = [each.key]
  }

  # The proxy lets go of a name that is taken away first: a certificate that is in use cannot be deleted.
  lifecycle {
    create_before_destroy = true
  }
}

resource "google_compute_target_https_proxy" "gateway" {
  name    = var.name
  url_map = google_compute_url_map.gateway.id

  # In their order: who does not say which name it wants gets the first.
  ssl_certificates = [for domain in var.domains : google_compute_managed_ssl_certificate.gateway[domain].id]
}

resource "google_compute_global_address" "gateway" {
  name = var.name
}

# No port 80: whoever posts there has sent key and data in the clear before a redirect could be answered.
resource "google_compute_global_forwarding_rule" "gateway" {
  name                  = var.name
  load_balancing_scheme = "EXTERNAL_MANAGED"
  ip_address            = google_compute_global_address.gateway.id
  port_range            = "443"
  target                = google_compute_target_https_proxy.gateway.id
}
