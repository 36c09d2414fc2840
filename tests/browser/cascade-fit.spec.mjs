import { testFrames, testLabels, testTargets } from './fit-rules.mjs';
import { cascade } from './figure-page.mjs';

testFrames(cascade());
testTargets(cascade(), 14);
testLabels(cascade());
testLabels(cascade('src="/snapshot.json" side="up" shock="12%"'));
// A thin book has a cliff.
testLabels(cascade('src="/snapshot.json" map-scale="100%" depth-factor="0.3"'));
