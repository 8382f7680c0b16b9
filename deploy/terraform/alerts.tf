# The rules of deploy/monitoring, as they are: Managed Service for Prometheus understands the same language.

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
