import { Formio } from '@formio/js/dist/formio.form.js'
import '@formio/js/dist/formio.form.min.css'
import { fieldsOf, openLink } from './link.js'

const TYPES = { LongText: 'textarea', Choice: 'select', Boolean: 'checkbox', Amount: 'currency', Date: 'day', Email: 'email', Phone: 'phoneNumber' }

const { available: [activity], complete } = await openLink()
const component = ({ key, label, help, type, required, choices }) => ({
  key,
  label,
  description: help,
  type: TYPES[type] ?? 'textfield',
  input: true,
  validate: { required },
  ...(choices && { widget: 'html5', data: { values: choices } }),
})
// The bundle is made for script tags: it leaves its library on the window.
const form = await (Formio ?? globalThis.Formio).createForm(document.getElementById('app'), {
  components: [{ type: 'content', html: `<h1>${activity.Name}</h1>` }, ...fieldsOf(activity).map(component), { type: 'button', action: 'submit', label: 'Send', key: 'submit', input: true }],
})
form.on('submit', ({ data }) => complete(activity, data))
