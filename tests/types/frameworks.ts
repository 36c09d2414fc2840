// Templates of frameworks: what must compile, and what must not.

import type { JSX } from 'react';
import type { GlobalComponents } from 'vue';
import type {} from 'liquidation-widgets/react';
import type {} from 'liquidation-widgets/vue';

const markup: JSX.IntrinsicElements['liq-heatmap'] = { src: 'btc.json', sides: 'long', 'no-export': true, className: 'wide', children: [] };
// @ts-expect-error not a side
const wrong: JSX.IntrinsicElements['liq-heatmap'] = { sides: 'left' };
// @ts-expect-error no such attribute
const unknown: JSX.IntrinsicElements['liq-heatmap'] = { pallete: 'magma' };

type Props = InstanceType<GlobalComponents['liq-heatmap']>['$props'];
const props: Props = { src: 'btc.json', threshold: 0.2 };
// @ts-expect-error not a palette
const odd: Props = { palette: 'rainbow' };

export { markup, odd, props, unknown, wrong };
