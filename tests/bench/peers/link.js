/** What every peer does before it shows anything: takes the link from the address, spends it, fetches the journey. */

/** The journey that the link leads to, and its activities stage by stage. */
export async function openLink() {
  const UUID = new URLSearchParams(location.search).get('UUID')
  history.replaceState(null, '', location.pathname)
  const session = await call('/internal/v1/autologin', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ UUID }) })
  const journey = await call(`/api/v1/journeys/${session.Journey.Id}`)
  const available = journey.Stages.flatMap((stage) => stage.Activities).filter((activity) => activity.Status === 'InProgress' && activity.AssignedTo.Role === session.Role)
  const complete = (activity, values) => call(`/internal/v1/activities/${activity.Id}/completion`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ JourneyData: Object.entries(values).map(([id, value]) => ({ DataPoint: { Id: id.slice(1) }, StringValue: String(value) })) }),
  })
  return { session, journey, available, complete }
}

/** The fields of a form activity, as any of the peers needs them. Keys start with a letter: some libraries read `1` as an index. */
export function fieldsOf(activity) {
  return activity.Settings.Fields.map((field) => ({
    key: `d${field.DataPoint.Id}`,
    label: field.Label ?? field.DataPoint.Name,
    help: field.Help,
    type: field.DataPoint.Type,
    required: field.Required === true,
    autocomplete: field.Autocomplete,
    choices: field.Choices?.map((choice) => ({ value: choice.Value, label: choice.Label })),
  }))
}

async function call(address, request) {
  const answer = await fetch(address, request)
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  // Ids are 64-bit integers: as numbers they would lose digits.
  return JSON.parse((await answer.text()).replace(/"Id":\s*(\d+)/g, '"Id":"$1"'))
}
