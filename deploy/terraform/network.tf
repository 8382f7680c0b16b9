# One network; in each region a subnet, and in it an address that leads to the region's endpoints.

resource "google_compute_network" "this" {
  name                    = var.name
  auto_create_subnetworks = false
}

# They share a name, so that one service.yaml fits every region.
resource "google_compute_subnetwork" "this" {
  for_each = var.regions

  name          = var.name
  region        = each.key
  network       = google_compute_network.this.id
  ip_cidr_range = each.value.subnet
}

resource "google_compute_address" "psc" {
  for_each = var.regions

  name         = "${var.name}-psc"
  region       = each.key
  address_type = "INTERNAL"
  subnetwork   = google_compute_subnetwork.this[each.key].id
}

resource "google_compute_forwarding_rule" "psc" {
  for_each = var.regions

  # What it leads to cannot be changed: another service attachment makes another rule, with the same address.
  name       = "${var.name}-psc-${substr(sha256(each.value.service_attachment), 0, 8)}"
  region     = each.key
  network    = google_compute_network.this.id
  ip_address = google_compute_address.psc[each.key].id
  target     = each.value.service_attachment

  # Not a load balancer: the provider's default is EXTERNAL.
  load_balancing_scheme = ""

  # Without it only gateways of the same region get through, and there is no failover.
  allow_psc_global_access = true

  # An endpoint with nothing deployed for a while loses its attachment, and the rule is closed.
  recreate_closed_psc = true
}
