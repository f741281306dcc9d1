"""Lets schemathesis in: credentials as the contract asks for them, and ids of things that exist.

Without it nearly every call would meet a 401 or a 404. Leads are registered, one funnel after the other, and their
links spent by the same calls that an integrator and the front-office make.
"""

import copy
import os

import requests
import schemathesis

# The first workspace of the sandbox's seeds, where nothing else is said.
KEY = os.environ.get("FRONT_OFFICE_KEY", "acme-workspace-key")
LARGEST_ID = 2**63 - 1
CALLS_PER_LEAD = 12


class Lead:
    """A lead with a live session and a journey of their own."""

    def __init__(self, base_url, number):
        self.base_url = base_url
        self.calls = 0
        key = {"Authorization": f"Bearer {KEY}"}
        self.funnels = [funnel["Id"] for funnel in self.answer("GET", "/api/v1/funnels", headers=key).json()]
        person = {"Firstname": "Jo", "Lastname": "Doe", "UsrContactPrefs": {"PersonalEmail": f"lead{number}@acme.test"}}
        funnel = self.funnels[number % len(self.funnels)]
        register = f"/api/v1/workflows/{funnel}/register"
        link = self.answer("POST", register, headers=key, json={"User": person}).json()
        opened = self.answer("POST", "/internal/v1/autologin", json={"UUID": link["UUID"]})
        token = opened.json().get("Token")
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.cookies = opened.cookies.get_dict()
        self.signatures = {*self.headers.values(), *self.cookies.values()}
        self.account = opened.json()["Account"]["Id"]
        self.journey = opened.json()["Journey"]["Id"]
        journey = self.answer("GET", f"/api/v1/journeys/{self.journey}", headers=key).json()
        # The data points that each activity asks for; none where it is no form.
        self.activities = {
            activity["Id"]: [field["DataPoint"]["Id"] for field in activity["Settings"].get("Fields", [])]
            for stage in journey["Stages"]
            for activity in stage["Activities"]
        }

    def answer(self, method, path, **arguments):
        response = requests.request(method, self.base_url + path, timeout=10, **arguments)
        response.raise_for_status()
        return response

    def sign(self, case):
        """Lets a case be this lead's."""
        case.headers.pop("Authorization", None)
        case.cookies.clear()
        case.headers.update(self.headers)
        case.cookies.update(self.cookies)

    def ids(self, path):
        """What an id in this address may stand for."""
        if path.startswith("/internal/v1/activities/"):
            return list(self.activities)
        if path.startswith("/internal/v1/sessions/"):
            return [self.account]
        if path.startswith("/internal/v1/documents/"):
            return [self.document()]
        return self.funnels if path.startswith("/api/v1/workflows/") else [self.journey]

    def document(self):
        """A document of which no byte has arrived yet."""
        upload = {"Tus-Resumable": "1.0.0", "Upload-Length": "1000", "Upload-Metadata": "filename YQ==,filetype YQ=="}
        begun = self.answer("POST", "/internal/v1/documents", headers={**self.headers, **upload}, cookies=self.cookies)
        return int(begun.headers["Location"].rsplit("/", 1)[1])


class World:
    """The lead whose turn it is, and what the earlier ones signed with."""

    def __init__(self):
        self.lead = None
        self.leads = 0
        self.signatures = set()

    def current(self, case):
        if self.lead is None:
            self.lead = Lead(case.operation.base_url, self.leads)
            self.leads += 1
            self.signatures |= self.lead.signatures
        return self.lead

    def signed(self, case):
        return not self.signatures.isdisjoint([*case.headers.values(), *case.cookies.values()])


WORLD = World()


@schemathesis.auth(refresh_interval=None)
class Credentials:
    """The workspace key or the lead's session; each in turn, where the operation takes both."""

    def get(self, case, context):
        security = case.operation.definition.raw.get("security", [])
        return next(iter(security[WORLD.current(case).calls % len(security)])) if security else None

    def set(self, case, data, context):
        if data == "workspaceKey":
            case.headers["Authorization"] = f"Bearer {KEY}"
        else:
            WORLD.current(case).sign(case)


@schemathesis.serializer("application/offset+octet-stream")
def as_bytes(context, value):
    """Uploads take any bytes, so whatever was made up is one."""
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.hook
def before_call(context, case, kwargs):
    """Most ids that could exist become ids that do; values are for data points that the form asks for."""
    lead = WORLD.current(case)
    # Cases are made ahead, perhaps when it was another lead's turn.
    if WORLD.signed(case):
        lead.sign(case)
    if case.operation.path == "/internal/v1/sessions/{id}" and lead.calls % 8 != 7:
        case.path_parameters = {**case.path_parameters, "id": lead.account}
        return
    number = id_in((case.path_parameters or {}).get("id"))
    if number is None or lead.calls % 8 == 7:
        return
    ids = lead.ids(case.operation.path)
    chosen = ids[number % len(ids)]
    # Cases share their parts with the next ones: replaced, never changed in place.
    case.path_parameters = {**case.path_parameters, "id": chosen}
    asked = lead.activities.get(chosen)
    if asked and isinstance(case.body, dict) and isinstance(case.body.get("JourneyData"), list):
        case.body = {**case.body, "JourneyData": addressed(case.body["JourneyData"], asked)}


def addressed(entries, asked):
    """The same values, each for one of the data points that are asked for."""
    entries = copy.deepcopy(entries)
    for index, entry in enumerate(entries):
        reference = entry.get("DataPoint") if isinstance(entry, dict) else None
        if isinstance(reference, dict) and id_in(reference.get("Id")):
            reference["Id"] = asked[index % len(asked)]
    return entries


@schemathesis.hook
def after_call(context, case, response):
    """The next lead's turn comes by and by, and sooner when something has been completed: it only answers 409 now."""
    lead = WORLD.current(case)
    completed = case.operation.path.endswith("/completion") and response.status_code == 200
    lead.calls += 5 if completed else 1
    if lead.calls >= CALLS_PER_LEAD:
        WORLD.lead = None


def id_in(value):
    """The id that a value is, as a number or as digits; None where it is none."""
    digits = str(value)
    return int(digits) if digits.isascii() and digits.isdigit() and 1 <= int(digits) <= LARGEST_ID else None
