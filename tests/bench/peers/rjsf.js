import Form from '@rjsf/core'
import validator from '@rjsf/validator-ajv8'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { fieldsOf, openLink } from './link.js'
import './by-hand.css'

const { available: [activity], complete } = await openLink()
const fields = fieldsOf(activity)
const property = ({ label, type, choices }) => {
  if (type === 'Boolean') return { title: label, type: 'boolean' }
  if (choices) return { title: label, type: 'string', oneOf: choices.map((choice) => ({ const: choice.value, title: choice.label })) }
  return { title: label, type: 'string', ...(type === 'Email' && { format: 'email' }), ...(type === 'Date' && { format: 'date' }) }
}
const widget = ({ help, type }) => ({ 'ui:help': help, ...(type === 'LongText' && { 'ui:widget': 'textarea' }) })
const byKey = (of) => Object.fromEntries(fields.map((field) => [field.key, of(field)]))
createRoot(document.getElementById('app')).render(createElement(Form, {
  schema: { type: 'object', title: activity.Name, properties: byKey(property), required: fields.filter((field) => field.required).map((field) => field.key) },
  uiSchema: byKey(widget),
  validator,
  onSubmit: ({ formData }) => complete(activity, formData),
}))
