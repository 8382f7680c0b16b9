terraform {
  # Validations below look at more than one variable.
  required_version = ">= 1.9"

  required_providers {
    google = {
      source = "hashicorp/google"
      # readiness_probe of google_cloud_run_v2_service came with 7.19.
      version = ">= 7.19, < 8"
    }
  }
}

provider "google" {
  project = var.project
}

data "google_project" "this" {
  project_id = var.project
}
