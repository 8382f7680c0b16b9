#!/bin/sh
# Has one region's endpoint serve MODEL: uploads it, deploys it with all traffic, and only then undeploys what an earlier run of this has
# deployed, since an endpoint with nothing deployed can lose its service attachment. What is done already is left as it is.
# Needs gcloud, and PROJECT, REGION, ENDPOINT, MODEL, ARTIFACTS, CONTAINER_IMAGE and MACHINE_TYPE in the environment.
set -eu

before=$(gcloud ai endpoints describe "$ENDPOINT" --project="$PROJECT" --region="$REGION" \
  --flatten='deployedModels[]' --format='value(deployedModels.id,deployedModels.displayName)')

if printf '%s\n' "$before" | grep -q "[[:space:]]$MODEL\$"; then
  echo "$ENDPOINT in $REGION has $MODEL deployed already"
else
  # A run that failed may have come so far.
  gcloud ai models describe "$MODEL" --project="$PROJECT" --region="$REGION" >/dev/null 2>&1 ||
    gcloud ai models upload --project="$PROJECT" --region="$REGION" --model-id="$MODEL" --display-name="$MODEL" \
      --container-image-uri="$CONTAINER_IMAGE" --artifact-uri="$ARTIFACTS"
  gcloud ai endpoints deploy-model "$ENDPOINT" --project="$PROJECT" --region="$REGION" --model="$MODEL" \
    --display-name="$MODEL" --machine-type="$MACHINE_TYPE" --min-replica-count=1 --max-replica-count=1 \
    --traffic-split=0=100
fi

printf '%s\n' "$before" | while read -r id name; do
  case $name in
    "$MODEL") ;;
    rhumb-linear*)
      gcloud ai endpoints undeploy-model "$ENDPOINT" --project="$PROJECT" --region="$REGION" --deployed-model-id="$id" </dev/null
      ;;
  esac
done
