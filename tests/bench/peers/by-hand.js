/** A page written by hand: the task list, or the form where there is one thing to do. The same for React and Preact. */

import { fieldsOf } from './link.js'

/** What the tags of `input` are called in HTML; anything else is text. */
const INPUT_TYPES = { Email: 'email', Phone: 'tel', Date: 'date' }
const STATUS = { InProgress: 'To do', Blocked: 'Not yet available', Completed: 'Completed' }

export function byHand({ createElement: h, useState }, visit) {
  const available = new Set(visit.available)

  function Field({ field, error }) {
    const id = field.key
    const described = [field.help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
    const common = { id, name: id, required: field.required, autoComplete: field.autocomplete, 'aria-invalid': error ? true : undefined, 'aria-describedby': described }
    return h('div', { className: 'field' },
      h('label', { htmlFor: id }, field.label, field.required ? null : ' (optional)'),
      field.help && h('p', { id: `${id}-help`, className: 'help' }, field.help),
      error && h('p', { id: `${id}-error`, className: 'error' }, error),
      control(field, common))
  }

  function control(field, common) {
    if (field.type === 'LongText') return h('textarea', { ...common, rows: 4 })
    if (field.type === 'Boolean') return h('input', { ...common, type: 'checkbox' })
    if (field.type !== 'Choice') return h('input', { ...common, type: INPUT_TYPES[field.type] ?? 'text' })
    return h('select', common, h('option', { value: '' }), field.choices.map(({ value, label }) => h('option', { key: value, value }, label)))
  }

  function Form({ activity }) {
    const [errors, setErrors] = useState({})
    const fields = fieldsOf(activity)
    const submit = (event) => {
      event.preventDefault()
      const values = Object.fromEntries(new FormData(event.target))
      const missing = fields.filter((field) => field.required && !values[field.key])
      setErrors(Object.fromEntries(missing.map((field) => [field.key, 'Fill this in.'])))
      if (!missing.length) visit.complete(activity, values)
    }
    return h('form', { onSubmit: submit, noValidate: true },
      h('h1', null, activity.Name),
      activity.Description && h('p', null, activity.Description),
      fields.map((field) => h(Field, { key: field.key, field, error: errors[field.key] })),
      h('button', null, 'Send'))
  }

  function Task({ activity }) {
    const opens = available.has(activity)
    const facts = [activity.EstimatedMinutes && `About ${activity.EstimatedMinutes} minutes`, activity.DueDate && `Due ${activity.DueDate}`].filter(Boolean)
    return h('li', { className: `task ${activity.Status}` },
      h('svg', { viewBox: '0 0 24 24', width: 24, height: 24, 'aria-hidden': true }, h('circle', { cx: 12, cy: 12, r: 9, fill: 'none', stroke: 'currentColor' })),
      h('div', null,
        opens ? h('a', { href: `/activities/${activity.Id}` }, activity.Name) : h('span', null, activity.Name),
        facts.length > 0 && h('p', { className: 'help' }, facts.map((fact) => h('span', { key: fact }, fact)))),
      h('span', { className: 'tag' }, STATUS[activity.Status]))
  }

  function Tasks() {
    return h('div', null,
      h('h1', null, visit.journey.Funnel.Name),
      visit.journey.Stages.map((stage) => h('section', { key: stage.Id },
        h('h2', null, stage.Name),
        h('ul', null, stage.Activities.map((activity) => h(Task, { key: activity.Id, activity }))))))
  }

  return visit.available.length === 1 ? h(Form, { activity: visit.available[0] }) : h(Tasks)
}
