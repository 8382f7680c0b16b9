# The gateway may call endpoints, read its own configuration and write metrics, and nothing else.

resource "google_service_account" "gateway" {
  # Six letters at least.
  account_id   = "${var.name}-gateway"
  display_name = "Rhumb gateway"
}

# roles/aiplatform.user could also change and delete models.
resource "google_project_iam_custom_role" "predict" {
  role_id     = "${replace(var.name, "-", "_")}_predict"
  title       = "Call Vertex AI endpoints"
  permissions = ["aiplatform.endpoints.predict"]
}

resource "google_project_iam_member" "predict" {
  project = var.project
  role    = google_project_iam_custom_role.predict.id
  member  = google_service_account.gateway.member
}

resource "google_project_iam_member" "metrics" {
  project = var.project
  role    = "roles/monitoring.metricWriter"
  member  = google_service_account.gateway.member
}

resource "google_secret_manager_secret_iam_member" "file" {
  for_each = google_secret_manager_secret.file

  secret_id = each.value.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.gateway.member
}
