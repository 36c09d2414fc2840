import { testFrames, testLabels, testTargets } from './fit-rules.mjs';
import { heatmap } from './figure-page.mjs';

testFrames(heatmap());
testTargets(heatmap(), 10);
testLabels(heatmap());
