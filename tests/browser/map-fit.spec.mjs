import { testFrames, testLabels, testTargets } from './fit-rules.mjs';
import { map } from './figure-page.mjs';

testFrames(map());
testTargets(map(), 7);
testLabels(map());
testLabels(map('src="/snapshot.json" view="simple"'));
