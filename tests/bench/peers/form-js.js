import { Form } from '@bpmn-io/form-js-viewer'
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css'
import { fieldsOf, openLink } from './link.js'

const TYPES = { LongText: 'textarea', Choice: 'select', Boolean: 'checkbox', Amount: 'number', Date: 'datetime' }

const { available: [activity], complete } = await openLink()
const component = ({ key, label, help, type, required, choices }) => ({
  key,
  label,
  description: help,
  type: TYPES[type] ?? 'textfield',
  validate: { required, ...(type === 'Email' && { validationType: 'email' }) },
  ...(type === 'Date' && { subtype: 'date', dateLabel: label }),
  ...(choices && { values: choices }),
})
const form = new Form({ container: document.getElementById('app') })
await form.importSchema({
  type: 'default',
  schemaVersion: 18,
  components: [{ type: 'text', text: `# ${activity.Name}` }, ...fieldsOf(activity).map(component), { type: 'button', action: 'submit', label: 'Send' }],
})
form.on('submit', ({ data, errors }) => Object.keys(errors).length || complete(activity, data))
