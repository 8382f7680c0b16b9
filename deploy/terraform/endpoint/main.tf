# A PSC-enabled endpoint with a dummy model in each region: y = x, as a linear regression learns it from two points. For trying the
# rest out; whoever has endpoints needs none of this.

terraform {
  required_version = ">= 1.9"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 7.19, < 8"
    }
  }
}

provider "google" {
  project = var.project
}

variable "project" {
  description = "Id of the project."
  type        = string
}

variable "regions" {
  description = "Where to make an endpoint, and its id: a number without leading zero, of ten digits at most, unique in the project."
  type        = map(string)

  validation {
    condition     = alltrue([for id in values(var.regions) : can(regex("^[1-9][0-9]{0,9}$", id))])
    error_message = "regions: an id is no number of at most ten digits (expected: such as 1234567890)."
  }
}

variable "model_file" {
  description = "What model.py wrote."
  type        = string
  default     = "model.joblib"
}

variable "container_image" {
  description = <<-EOT
    What serves the model: Vertex AI's own container for predictions with scikit-learn 1.5 on CPU, by the name that it has on
    https://cloud.google.com/vertex-ai/docs/predictions/pre-built-containers
  EOT
  type        = string
}

variable "machine_type" {
  description = "The machine of each region, which is paid as long as the model is deployed."
  type        = string
  default     = "n1-standard-2"
}

resource "google_vertex_ai_endpoint" "this" {
  for_each = var.regions

  name         = each.value
  display_name = "rhumb-linear"
  location     = each.key
  region       = each.key

  private_service_connect_config {
    enable_private_service_connect = true
    project_allowlist              = [var.project]
  }
}

resource "google_storage_bucket" "model" {
  for_each = var.regions

  name                        = "${var.project}-rhumb-model-${each.key}"
  location                    = each.key
  uniform_bucket_level_access = true
  force_destroy               = true
}

resource "google_storage_bucket_object" "model" {
  for_each = var.regions

  bucket = google_storage_bucket.model[each.key].name
  # The name is what the container looks for.
  name   = "linear/model.joblib"
  source = var.model_file
}

# By this name the script knows what is deployed: another file, container or machine is another model.
locals {
  model = {
    for region, object in google_storage_bucket_object.model :
    region => "rhumb-linear-${substr(sha256(join(" ", [object.md5hash, var.container_image, var.machine_type])), 0, 8)}"
  }
}

# The provider can make an endpoint, but deploys no model of one's own to it.
resource "terraform_data" "deployment" {
  for_each = var.regions

  triggers_replace = [google_vertex_ai_endpoint.this[each.key].id, local.model[each.key]]

  provisioner "local-exec" {
    command = "${path.module}/deploy-model.sh"

    environment = {
      PROJECT         = var.project
      REGION          = each.key
      ENDPOINT        = each.value
      MODEL           = local.model[each.key]
      ARTIFACTS       = "gs://${google_storage_bucket.model[each.key].name}/linear"
      CONTAINER_IMAGE = var.container_image
      MACHINE_TYPE    = var.machine_type
    }
  }
}

output "endpoints" {
  description = "For the map of regions. The service attachment is there once the model is deployed and Terraform has looked again."
  value = {
    for region, endpoint in google_vertex_ai_endpoint.this : region => {
      endpoint           = endpoint.name
      service_attachment = try(endpoint.deployed_models[0].private_endpoints[0].service_attachment, null)
    }
  }
}
