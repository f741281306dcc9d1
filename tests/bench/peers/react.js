import { createElement, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { byHand } from './by-hand.js'
import { openLink } from './link.js'
import './by-hand.css'

createRoot(document.getElementById('app')).render(byHand({ createElement, useState }, await openLink()))
