import { createElement, render } from 'preact'
import { useState } from 'preact/hooks'
import { byHand } from './by-hand.js'
import { openLink } from './link.js'
import './by-hand.css'

// Preact knows attributes by the names that they have in HTML.
const NAMES = { className: 'class', htmlFor: 'for', autoComplete: 'autocomplete' }
const named = (type, props, ...children) => {
  if (typeof type !== 'string' || !props) return createElement(type, props, ...children)
  return createElement(type, Object.fromEntries(Object.entries(props).map(([name, value]) => [NAMES[name] ?? name, value])), ...children)
}

render(byHand({ createElement: named, useState }, await openLink()), document.getElementById('app'))
