// What readers and scripts ask for once there is a picture: panels, files, links; and what is wrong, in full. One file, since one mostly leads to the next.

export { embedCode } from './embed-code.js';
export { frozen } from './freeze.js';
export { Panels } from './panels.js';
export { viewAsked } from './view-link.js';
