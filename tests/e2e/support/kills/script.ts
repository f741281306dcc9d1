/** The long journey (`seed/long-journey.json`): what a lead gives in each of its steps, and what the back-end has of it at the end. */

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pdf, sha256, text } from '../uploads'
import { agreed, box, chosen, date, drawn, file, picked, ticked, time, typed, watched, type Piece } from './pieces'

export const REF = 'long-journey'
export const JOURNEY = 'A long journey'
export const REVIEW = 'Check your answers'

export interface Task {
  name: string
  /** In the order in which a person gives them: a question that depends on another comes after it. */
  pieces: Piece[]
  /** The button that hands it in. */
  button: string
  /** What there is to do besides giving pieces. */
  besides?: 'wait for files' | 'watch' | 'sign elsewhere'
}

export interface Script {
  tasks: Task[]
  /** The journey's data at the end, by data point. */
  data: Record<string, object>
  /** The hashes of the files. */
  hashes: Record<string, string>
}

const SEND = 'Send and continue'
const ABOUT = 'I build bridges.\nMost of them are made of wood, “and some” of steel — since 1998.'
const WISHES = 'Please call before noon, and write to Zoë otherwise.'
const ZIGZAG: [number, number][] = [[0.1, 0.7], [0.2, 0.4], [0.3, 0.2], [0.4, 0.5], [0.5, 0.7], [0.6, 0.4], [0.7, 0.2], [0.9, 0.7]]
const LINE: [number, number][] = [[0.2, 0.9], [0.4, 0.88], [0.6, 0.92], [0.8, 0.9]]

/** Writes the files to be sent into a folder. */
export async function writeScript(folder: string): Promise<Script> {
  const files = [pdf('certificate.pdf', 2_400_000), pdf('accounts.pdf', 900_000), text('notes.txt', 'Nothing is lost.\n'.repeat(20_000))]
  await mkdir(folder, { recursive: true })
  for (const { name, buffer } of files) await writeFile(join(folder, name), buffer)
  const path = (name: string) => join(folder, name)
  const tasks: Task[] = [
    {
      name: 'Tell us who you are', button: SEND,
      pieces: [
        typed('91011', 'Jane Müller-Doe'), typed('91012', 'jane.doe@example.test'), typed('91013', '+44 20 7946 0958'),
        ...date('91014', '29', '2', '1984'), picked('91015', 'FR'), typed('91016', 'https://www.example.test/a?b=c'), typed('91017', ABOUT),
      ],
    },
    {
      name: 'Tell us about your company', button: SEND,
      pieces: [
        chosen('91021', 'Other'), typed('91022', 'Cooperative'), picked('91023', '12'), ticked('91024', 'north'), ticked('91024', 'south'),
        typed('91025', '42'), typed('91026', '33.25'), typed('91027', '1234567.5'), ...date('91028', '27', '6', '2027'), time('91028-time', '14:05'),
        chosen('91029', 'true'), typed('9007199254741021', 'Euronext Paris'), box('9007199254741023'),
      ],
    },
    {
      name: 'Send your documents', button: SEND, besides: 'wait for files',
      pieces: [file('91031', path('certificate.pdf')), typed('91033', 'The last pages are blank'), file('91032', path('accounts.pdf')), file('91032', path('notes.txt'))],
    },
    { name: 'Read our terms', button: 'Confirm and continue', pieces: [agreed()] },
    { name: 'Sign the agreement', button: 'Sign and continue', pieces: [typed('name', 'Jane Müller-Doe'), agreed()] },
    {
      name: 'Sign the plan', button: 'Sign and continue',
      pieces: [chosen('signature-method', 'signature-drawn'), drawn([ZIGZAG, LINE]), typed('name', 'Jane Doe, engineer'), agreed()],
    },
    { name: 'Sign at Documenso', button: '', besides: 'sign elsewhere', pieces: [] },
    { name: 'Watch how it works', button: 'Continue', besides: 'watch', pieces: [watched()] },
    {
      name: 'Confirm and start', button: 'Continue',
      pieces: [...date('91041', '3', '12', '2027'), chosen('91042', 'Paper'), typed('91043', 'The Daily Bridge'), typed('91044', WISHES)],
    },
  ]
  const document = (name: string, size: number) => ({ Documents: [{ Name: name, Size: size, ContentType: 'application/pdf' }] })
  const data = {
    91011: { StringValue: 'Jane Müller-Doe' }, 91012: { StringValue: 'jane.doe@example.test' }, 91013: { StringValue: '+44 20 7946 0958' },
    91014: { DateValue: '1984-02-29' }, 91015: { StringValue: 'FR' }, 91016: { StringValue: 'https://www.example.test/a?b=c' }, 91017: { StringValue: ABOUT },
    91021: { StringValue: 'Other' }, 91022: { StringValue: 'Cooperative' }, 91023: { StringValue: '12' }, 91024: { StringValues: ['north', 'south'] },
    91025: { DecimalValue: '42' }, 91026: { DecimalValue: '33.25' }, 91027: { DecimalValue: '1234567.50', Currency: 'EUR' },
    // British summer time.
    91028: { DateTimeValue: '2027-06-27T13:05:00.000Z' },
    91029: { BooleanValue: true }, '9007199254741021': { StringValue: 'Euronext Paris' }, '9007199254741023': { BooleanValue: true },
    91031: document('certificate.pdf', files[0].buffer.length),
    91032: { Documents: [document('accounts.pdf', files[1].buffer.length).Documents[0], { Name: 'notes.txt', Size: files[2].buffer.length, ContentType: 'text/plain' }] },
    91033: { StringValue: 'The last pages are blank' },
    91041: { DateValue: '2027-12-03' }, 91042: { StringValue: 'Paper' }, 91043: { StringValue: 'The Daily Bridge' }, 91044: { StringValue: WISHES },
  }
  return { tasks, data, hashes: Object.fromEntries(files.map(({ name, buffer }) => [name, sha256(buffer)])) }
}
