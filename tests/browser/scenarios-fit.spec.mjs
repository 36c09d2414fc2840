import { testFrames, testLabels, testTargets } from './fit-rules.mjs';
import { scenarios } from './figure-page.mjs';

const ZONES = '<liq-scenario name="A" from="61500" to="63500">A squeeze upward<liq-trigger signal="oi" op="rising" window="3">Positions are built anew on the way up</liq-trigger><liq-trigger signal="rr25" op="rising" window="3"></liq-trigger></liq-scenario>'
  + '<liq-scenario name="B" from="56000" to="57500"><liq-trigger signal="price" op="&lt;" value="59000"></liq-trigger></liq-scenario>';
const near = '<liq-scenario name="near" from="60400" to="60500"></liq-scenario><liq-scenario name="nearer" from="60300" to="60390"></liq-scenario>';
const markup = (zones) => scenarios('src="/snapshot.json" paths="256"', zones);

testFrames(markup(ZONES));
testTargets(markup(ZONES), 6);
testLabels(markup(ZONES));
// Zones that are thinner than their words.
testLabels(markup(near));
