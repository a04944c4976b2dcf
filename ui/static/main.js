// Everything a page does itself; each part minds its own piece of the screen.
import './views.js';
import './choices.js';
import './chat.js';
import './conversation_list.js';
import './source.js';
import './route.js';
import './readiness.js';
import './library.js';
import './memo.js';
import './mail.js';
import './connection.js';
