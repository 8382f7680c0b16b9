variable "project" {
  description = "Id of the project that holds the gateways and the endpoints."
  type        = string
}

variable "regions" {
  description = <<-EOT
    The regions, each in one line: a gateway runs there, and the endpoints of the models are there.
    subnet: a range of that region's own, /26 or larger, for Cloud Run and for the address of Private Service Connect.
    service_attachment: that of the endpoints, projects/…/regions/…/serviceAttachments/…
    endpoints: of each model, by its name, the id of the endpoint. A model need not be in every region.
  EOT
  type = map(object({
    subnet             = string
    service_attachment = string
    endpoints          = map(string)
  }))

  validation {
    condition     = length(var.regions) > 0
    error_message = "regions: empty (expected: at least one; failover needs two)."
  }

  validation {
    condition = alltrue([
      for region in values(var.regions) :
      can(cidrhost(region.subnet, 0)) && try(tonumber(split("/", region.subnet)[1]) <= 26, false)
    ])
    error_message = "regions.*.subnet: not a range of at least 64 addresses (expected: /26 or larger, such as 10.10.0.0/26)."
  }

  validation {
    # Cloud Run uses that range itself. Ranges overlap where they agree on the bits that both fix.
    condition = alltrue([
      for region in values(var.regions) :
      cidrhost("${split("/", region.subnet)[0]}/${min(24, tonumber(split("/", region.subnet)[1]))}", 0) != cidrhost("192.168.1.0/${min(24, tonumber(split("/", region.subnet)[1]))}", 0)
      if can(cidrhost(region.subnet, 0))
    ])
    error_message = "regions.*.subnet: overlaps 192.168.1.0/24 (expected: another range; Cloud Run cannot reach this one)."
  }

  validation {
    condition = alltrue([
      for name, region in var.regions : can(regex("/regions/${name}/serviceAttachments/", region.service_attachment))
    ])
    error_message = "regions.*.service_attachment: of another region (expected: projects/…/regions/REGION/serviceAttachments/…)."
  }
}

variable "most_regions" {
  description = <<-EOT
    How many regions there may come to be. The connections to a target, and so the requests that an instance gets at once, are shared out for so
    many: then a region more changes nothing for the gateways of the others. Another number does, and makes new revisions everywhere.
  EOT
  type        = number
  default     = 4

  validation {
    condition     = var.most_regions >= length(var.regions)
    error_message = "most_regions: less than there are regions (expected: at least as many; another number makes new revisions everywhere)."
  }
}

variable "models" {
  description = "Settings of models by their names, in the words of conf/gateway.yaml: strategy, timeout and so on. Targets are derived."
  type        = any
  default     = {}

  validation {
    condition = alltrue([
      for model in keys(var.models) : contains(flatten([for region in values(var.regions) : keys(region.endpoints)]), model)
    ])
    error_message = "models: has one that no region has an endpoint of (expected: names out of regions.*.endpoints)."
  }
}

variable "access" {
  description = "Who may call, in the words of conf/gateway.yaml: \"none\", which lets anybody call, or {keys = […], \"id-tokens\" = {…}}."
  type        = any
}

variable "gateway" {
  description = "Further settings at the top of gateway.yaml, in its own words. Project, trust, access and models are derived and win over them."
  type        = any
  default     = {}
}

variable "image" {
  description = "The gateway's image, best by digest: REPOSITORY/rhumb@sha256:…"
  type        = string
}

variable "domains" {
  description = <<-EOT
    The names of the predict URL. Each gets a managed certificate of its own, once its DNS points to the address that is put out. The first is the
    one that is looked at from outside.
  EOT
  type        = list(string)

  validation {
    condition     = length(var.domains) >= 1 && length(var.domains) <= 15
    error_message = "domains: ${length(var.domains)} names (expected: 1 to 15, as many certificates as a load balancer's proxy takes)."
  }

  validation {
    condition     = length(toset(var.domains)) == length(var.domains)
    error_message = "domains: a name twice (expected: each once)."
  }
}

variable "trust_file" {
  description = "PEM file with the certificate that the endpoints show over Private Service Connect: one for all of Google's."
  type        = string
  default     = "psc.pem"
}

variable "name" {
  description = "What everything is called."
  type        = string
  default     = "rhumb"
}

variable "invokers" {
  description = <<-EOT
    Whom Cloud Run lets in. allUsers: the load balancer cannot identify itself to Cloud Run, and what clients may do is for access
    to say; only the load balancer and the project's own networks reach the services anyway.
  EOT
  type        = set(string)
  default     = ["allUsers"]
}

variable "cpu" {
  description = "Processors of an instance; each gets an event loop."
  type        = number
  default     = 2

  # Of more, Cloud Run wants more memory too, 2 GiB for 4: more instances are cheaper.
  validation {
    condition     = contains([1, 2], var.cpu)
    error_message = "cpu: more than an instance is meant for (expected: 1 or 2; for more, more instances)."
  }
}

variable "memory" {
  description = "Memory of an instance."
  type        = string
  default     = "512Mi"
}

variable "min_instances" {
  description = "Instances that always run in each region. Without one there is no service health, and no failover of gateways."
  type        = number
  default     = 1

  validation {
    condition     = var.min_instances >= 1
    error_message = "min_instances: less than 1 (expected: at least 1, or the load balancer cannot tell a sick region)."
  }
}

variable "max_instances" {
  description = "Most instances in each region."
  type        = number
  default     = 5

  validation {
    condition     = var.max_instances >= var.min_instances
    error_message = "max_instances: less than min_instances (expected: at least as many)."
  }

  # Cloud Run takes two addresses for each instance, and keeps those of an old revision for a while: four of them while a new one takes over. One
  # is Private Service Connect's, and four of each subnet are Google's own. Whether a range is one is looked at above.
  validation {
    condition = alltrue([
      for region in values(var.regions) :
      try(4 * var.max_instances + 1 <= pow(2, 32 - tonumber(split("/", region.subnet)[1])) - 4, true)
    ])
    error_message = "max_instances: more than a subnet has addresses for (expected: at most 14 with a /26, 30 with a /25, 62 with a /24)."
  }
}

variable "concurrency" {
  description = "Requests that an instance gets at once before Cloud Run starts another; less where it may not make as many connections to a target."
  type        = number
  default     = 250
}

variable "environment" {
  description = "Further environment variables of the gateways, such as RHUMB_TLS or those that credential.header.env names."
  type        = map(string)
  default     = {}
}

variable "deletion_protection" {
  description = "Whether Terraform refuses to delete the services."
  type        = bool
  default     = true
}

variable "collector_image" {
  description = <<-EOT
    The sidecar that hands the gateway's metrics on to Managed Service for Prometheus; its image has a name and versions on
    https://cloud.google.com/stackdriver/docs/managed-prometheus/cloudrun-sidecar
  EOT
  type        = string
}

variable "notification_channels" {
  description = "Where alerts go: projects/…/notificationChannels/…"
  type        = list(string)
  default     = []
}
