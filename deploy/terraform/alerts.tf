# The rules of deploy/monitoring, as they are: Managed Service for Prometheus understands the same language. And one from outside, which
# needs no metric of the gateways.

locals {
  alerts = {
    for rule in yamldecode(file("${path.module}/../monitoring/alerts.yaml")).groups[0].rules : rule.alert => rule
  }

  severity = { page = "CRITICAL", ticket = "WARNING" }
  seconds  = { s = 1, m = 60, h = 3600 }
}

resource "google_monitoring_alert_policy" "rhumb" {
  for_each = local.alerts

  display_name          = each.key
  combiner              = "OR"
  severity              = local.severity[each.value.labels.severity]
  notification_channels = var.notification_channels

  conditions {
    display_name = each.key

    condition_prometheus_query_language {
      query               = trimspace(each.value.expr)
      duration            = "${tonumber(regex("^[0-9]+", each.value.for)) * local.seconds[regex("[a-z]+$", each.value.for)]}s"
      evaluation_interval = "60s"

      # Before the first scrape there are no such metrics.
      disable_metric_validation = true
    }
  }

  # The summary is left out: its {{ $labels… }} are Prometheus' own.
  documentation {
    content   = "${each.value.annotations.description}\n\n${each.value.annotations.runbook}"
    mime_type = "text/markdown"
  }
}

# That a region has no gateway left is hidden by failover. By the labels that the sidecar gives to what it scrapes: location is the region,
# namespace the service.
resource "google_monitoring_alert_policy" "region" {
  for_each = google_cloud_run_v2_service.gateway

  display_name          = "RhumbRegionAbsent: ${each.key}"
  combiner              = "OR"
  severity              = "WARNING"
  notification_channels = var.notification_channels

  conditions {
    display_name = "RhumbRegionAbsent: ${each.key}"

    condition_prometheus_query_language {
      query               = "absent(rhumb_build_info{location=\"${each.value.location}\", namespace=\"${each.value.name}\"})"
      duration            = "300s"
      evaluation_interval = "60s"

      # Before the first scrape there are no such metrics.
      disable_metric_validation = true
    }
  }

  documentation {
    content = join("\n\n", [
      "No gateway of ${each.key} tells of itself. Failover hides it: there is one region less to fail over to, and clients near it wait longer.",
      "gcloud run services describe ${each.value.name} --region=${each.key} says whether it is ready, gcloud run services logs read what they say.",
      "If they serve, the sidecar does not reach their operator's port, or may not write metrics.",
    ])
    mime_type = "text/markdown"
  }
}

resource "google_monitoring_uptime_check_config" "predict" {
  display_name = "${var.name}: ${var.domains[0]}"
  period       = "60s"
  timeout      = "10s"

  http_check {
    path         = "/health/ready"
    port         = 443
    use_ssl      = true
    validate_ssl = true
  }

  monitored_resource {
    type   = "uptime_url"
    labels = { project_id = var.project, host = var.domains[0] }
  }

  # Another host makes another check, and one that a policy asks for cannot be deleted: the policy below goes over to the new one first.
  lifecycle {
    create_before_destroy = true
  }
}

resource "google_monitoring_alert_policy" "unreachable" {
  display_name          = "RhumbUnreachable"
  combiner              = "OR"
  severity              = "CRITICAL"
  notification_channels = var.notification_channels

  conditions {
    display_name = "RhumbUnreachable"

    condition_threshold {
      filter          = "metric.type=\"monitoring.googleapis.com/uptime_check/check_passed\" AND metric.label.check_id=\"${google_monitoring_uptime_check_config.predict.uptime_check_id}\" AND resource.type=\"uptime_url\""
      comparison      = "COMPARISON_GT"
      threshold_value = 1
      duration        = "60s"

      # From how many of the places that ask it failed.
      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_NEXT_OLDER"
        cross_series_reducer = "REDUCE_COUNT_FALSE"
        group_by_fields      = ["resource.label.host"]
      }
    }
  }

  documentation {
    content   = "No gateway can be reached from more than one part of the world.\n\nStep 8 of deploy/README.md: what a client gets says where it ends."
    mime_type = "text/markdown"
  }
}
