/** Journeys of any size, in the wire form of the contract (openapi.yaml). */

/** The smallest ids that a number of JavaScript cannot hold. */
const FIRST_ID = 74590868830731201n
const STAGE_SIZE = 100

/** One form, with a field of each common kind over and over. */
export function formOf(fields) {
  const activity = { ...ACTIVITY, Id: id(0), Name: 'Tell us about your company', Description: 'It takes about five minutes.', Settings: { Fields: numbers(fields).map(field) } }
  return journey([{ Id: 11, Name: 'Your company', Position: 1, Status: 'InProgress', Activities: [activity] }])
}

/** Many activities, a hundred to a stage: half of the first stage is done, half can be done, and all others come later. */
export function journeyOf(activities) {
  const stages = numbers(Math.ceil(activities / STAGE_SIZE)).map((stage) => ({
    Id: stage + 1,
    Name: `Part ${stage + 1}`,
    Position: stage + 1,
    Status: stage ? 'Blocked' : 'InProgress',
    Activities: numbers(Math.min(STAGE_SIZE, activities - stage * STAGE_SIZE)).map((index) => ({
      ...ACTIVITY,
      Id: id(stage * STAGE_SIZE + index),
      Name: `Step ${index + 1} of part ${stage + 1}`,
      Status: stage ? 'Blocked' : index % 2 ? 'InProgress' : 'Completed',
      Settings: { Fields: numbers(2).map(field) },
    })),
  }))
  return journey(stages)
}

const ACTIVITY = {
  Type: 'Form',
  Status: 'InProgress',
  AssignedTo: { Role: 'Lead' },
  EstimatedMinutes: 5,
  createdDate: '2026-11-20T10:00:00.000Z',
  changedDate: '2026-11-20T10:00:00.000Z',
}

const KINDS = [
  (Id) => ({ DataPoint: { Id, Name: 'Company name', Type: 'Text' }, Required: true, Autocomplete: 'organization' }),
  (Id) => ({ DataPoint: { Id, Name: 'Work email', Type: 'Email' }, Required: true }),
  (Id) => ({ DataPoint: { Id, Name: 'Phone', Type: 'Phone' }, Help: 'We call in office hours only.' }),
  (Id) => ({ DataPoint: { Id, Name: 'Annual revenue', Type: 'Amount' }, Currency: 'EUR', Required: true }),
  (Id) => ({ DataPoint: { Id, Name: 'Founded on', Type: 'Date' } }),
  (Id) => ({ DataPoint: { Id, Name: 'Sector', Type: 'Choice' }, Choices: ['Finance', 'Health', 'Retail', 'Other'].map((Label) => ({ Value: Label.toLowerCase(), Label })) }),
  (Id) => ({ DataPoint: { Id, Name: 'What do you need?', Type: 'LongText' } }),
  (Id) => ({ DataPoint: { Id, Name: 'I accept the terms', Type: 'Boolean' }, Required: true }),
]

const field = (index) => KINDS[index % KINDS.length](index + 1)
const id = (index) => FIRST_ID + BigInt(index)
const numbers = (count) => Array.from({ length: count }, (_, index) => index)

function journey(stages) {
  const journey = { Id: FIRST_ID - 1n, Status: 'InProgress', Funnel: { Id: 1, Name: 'Onboarding' }, User: { Id: FIRST_ID - 2n, Firstname: 'John', Lastname: 'Doe' }, Stages: stages, JourneyData: [] }
  return written(journey)
}

/** The session that the link opens; a cookie carries it. */
export const session = (UUID) => written({
  UUID,
  ValidUntil: '2099-01-01T00:00:00.000Z',
  createdDate: '2026-11-20T10:00:00.000Z',
  changedDate: '2026-11-20T10:00:00.000Z',
  User: { Id: FIRST_ID - 2n, Firstname: 'John', Lastname: 'Doe' },
  Role: 'Lead',
  Journey: { Id: FIRST_ID - 1n },
  Workspace: { Name: 'Acme', Locale: 'en' },
})

/** JSON with 64-bit ids as numbers, every digit of them. */
function written(message) {
  return JSON.stringify(message, (_, value) => (typeof value === 'bigint' ? `bigint:${value}` : value)).replace(/"bigint:(\d+)"/g, '$1')
}
