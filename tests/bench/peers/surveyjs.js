import { Model } from 'survey-core'
import 'survey-core/survey-core.min.css'
import { renderSurvey } from 'survey-js-ui'
import { fieldsOf, openLink } from './link.js'

const TYPES = { LongText: 'comment', Choice: 'dropdown', Boolean: 'boolean' }
const INPUT_TYPES = { Email: 'email', Phone: 'tel', Date: 'date' }

const { available: [activity], complete } = await openLink()
const element = ({ key, label, help, type, required, choices }) => ({
  name: key,
  title: label,
  description: help,
  isRequired: required,
  type: TYPES[type] ?? 'text',
  ...(!TYPES[type] && { inputType: INPUT_TYPES[type] ?? 'text' }),
  ...(choices && { choices: choices.map(({ value, label }) => ({ value, text: label })) }),
})
const survey = new Model({ title: activity.Name, elements: fieldsOf(activity).map(element) })
survey.onComplete.add(({ data }) => complete(activity, data))
renderSurvey(survey, document.getElementById('app'))
