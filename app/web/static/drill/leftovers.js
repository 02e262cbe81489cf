// Sends what an earlier visit could not, from any page that has a place to say so.

import { makeKeeping } from "./keeping.js";
import { makeServer } from "./server.js";

const line = document.getElementById("waiting");
const { learner } = line.dataset;
makeKeeping({ learner, post: makeServer(learner, []).post, line }).flush();
