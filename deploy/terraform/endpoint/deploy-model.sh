#!/bin/sh
# Uploads the dummy model to one region and deploys it on the endpoint there, unless something is deployed already.
# Needs gcloud, and PROJECT, REGION, ENDPOINT, ARTIFACTS, CONTAINER_IMAGE and MACHINE_TYPE in the environment.
set -eu

deployed=$(gcloud ai endpoints describe "$ENDPOINT" --project="$PROJECT" --region="$REGION" --format='value(deployedModels[].id)')
if [ -n "$deployed" ]; then
  echo "$ENDPOINT in $REGION has deployed model $deployed already"
  exit 0
fi

model=rhumb-linear-$(date +%s)
gcloud ai models upload --project="$PROJECT" --region="$REGION" --model-id="$model" --display-name=rhumb-linear \
  --container-image-uri="$CONTAINER_IMAGE" --artifact-uri="$ARTIFACTS"
gcloud ai endpoints deploy-model "$ENDPOINT" --project="$PROJECT" --region="$REGION" --model="$model" \
  --display-name=rhumb-linear --machine-type="$MACHINE_TYPE" --min-replica-count=1 --max-replica-count=1 \
  --traffic-split=0=100
