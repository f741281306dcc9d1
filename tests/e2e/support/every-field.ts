/** The funnel that has every kind of field: what is known of it beforehand, so that a test types only its own part. */

export const TITLE = 'Every kind of field'

/** A value for each question that must be answered, as an integrator registers them: as text, by name. */
export const KNOWN = [
  { Name: 'Text', Value: 'known' },
  { Name: 'Long text', Value: 'Known\nbefore.' },
  { Name: 'E-mail', Value: 'known@example.test' },
  { Name: 'Phone', Value: '+442079460958' },
  { Name: 'Website', Value: 'https://known.test/' },
  { Name: 'Choice of few', Value: 'b' },
  { Name: 'Several choices', Value: 'green' },
  { Name: 'Country', Value: 'FR' },
  { Name: 'Whole number', Value: '7' },
  { Name: 'Decimal', Value: '-1.5' },
  { Name: 'Amount in euros', Value: '1234.50' },
  { Name: 'Date', Value: '1984-02-29' },
  { Name: 'Moment', Value: '2026-06-27T13:05:00Z' },
  { Name: 'Yes or no', Value: 'true' },
  { Name: 'Large id', Value: 'Known by a large id' },
]
