output "address" {
  description = "Where the DNS of the domains has to point."
  value       = google_compute_global_address.gateway.address
}

output "psc_addresses" {
  description = "Through which the endpoints of each region are reached, from within the network."
  value       = { for region, address in google_compute_address.psc : region => address.address }
}

output "gateway_yaml" {
  description = "The configuration of the gateways, as rhumb check reads it."
  value       = yamlencode(local.gateway)
}
