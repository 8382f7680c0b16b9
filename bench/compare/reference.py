"""The service that the gateway grew from, rebuilt from what is known of it: any POST goes to the primary endpoint, and to the backup if the answer
is not 200. It is told by PROJECT, PRIMARY_* and BACKUP_* of its environment as the original was.

For each attempt, as in the original: a new token from the metadata server, a new connection, TLS without verification, the body parsed and
written anew. Of what is not known the cheaper was taken: credentials and the session that asks for tokens are made once, an answer goes back as
its bytes, warnings about TLS are off.

KEEP=1 makes of it what a careful author could have: one session whose connections are kept, a token for as long as it is good, and TLS verified
against the file PRIMARY_CA or BACKUP_CA.

Run by gunicorn with its own kind of worker, one for each core: gunicorn --pythonpath bench/compare --workers 2 reference:app
"""

import os
import socket

import google.auth.transport.requests
import requests
import urllib3
from flask import Flask, Response, jsonify, request
from google.auth import compute_engine

KEEP = os.environ.get("KEEP") == "1"
PROJECT = os.environ["VERTEX_PROJECT_ID"]
TIMEOUT_SECONDS = 10

urllib3.disable_warnings()
app = Flask(__name__)
credentials = compute_engine.Credentials()
token_request = google.auth.transport.requests.Request()
session = requests.Session()


class Target:
    """An endpoint by its address; the strict stand-in wants its name in SNI, so that is in the URL and resolves to the address."""

    def __init__(self, role):
        address, region = os.environ[role + "_IP"], os.environ[role + "_REGION"]
        self.url = "https://{}/v1/projects/{}/locations/{}/endpoints/{}:predict".format(
            address, PROJECT, region, os.environ[role + "_ID"])
        self.host = region + "-aiplatform.googleapis.com"
        self.authority = os.environ[role + "_CA"] if KEEP else False


targets = [Target("PRIMARY"), Target("BACKUP")]


def token():
    if not (KEEP and credentials.valid):
        credentials.refresh(token_request)
    return credentials.token


def attempt(target, body):
    headers = {"Authorization": "Bearer " + token(), "Content-Type": "application/json", "Host": target.host}
    post = session.post if KEEP else requests.post
    return post(target.url, json=body, headers=headers, timeout=TIMEOUT_SECONDS, verify=target.authority)


@app.post("/", defaults={"path": ""})
@app.post("/<path:path>")
def predict(path):
    body = request.get_json()
    failures = []
    for target in targets:
        try:
            answer = attempt(target, body)
        except requests.RequestException as failure:
            failures.append(str(failure))
            continue
        if answer.status_code == 200:
            return Response(answer.content, content_type="application/json")
        failures.append(answer.text)
    return jsonify(error=failures), 500


def resolve(host, *rest, **options):
    """Everything is on this machine."""
    return lookup("127.0.0.1", *rest, **options)


lookup, socket.getaddrinfo = socket.getaddrinfo, resolve
