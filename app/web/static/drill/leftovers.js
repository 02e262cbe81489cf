// Sends what an earlier visit could not, from any page that has a place to say so; and says at the
// end what of the sitting another device was before with.

import { makeKeeping } from "./keeping.js";
import { makeServer } from "./server.js";
import { takeForSummary } from "./tabs.js";

const line = document.getElementById("waiting");
const { learner } = line.dataset;
const keeping = makeKeeping({ learner, post: makeServer(learner, []).post, line });
const second = takeForSummary(learner);

keeping.flush();
if (second > 0) keeping.status.show("second", second);
