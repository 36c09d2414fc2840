// What the page that makes a figure says, in both languages.

/** Sentences of the page. */
export const SENTENCES = {
  en: {
    empty: 'Choose a snapshot file, drop it here, or write its address.',
    unreadable: 'The file could not be read.', tooLarge: 'The file is larger than the 32 MiB that a figure takes.',
    copied: 'Copied.', notCopied: 'The browser does not let this page copy: the code is selected, copy it by hand.', none: 'Nothing is drawn yet.',
    address: 'The code names {src}: put the snapshot there.', noAddress: 'Write the address that the snapshot will have, so that the code can name it.',
    foreign: 'This page reads files of its own site only. Choose the file instead; the code names the address that you wrote.',
    weight: 'A page with this figure alone loads {n} KB of code (gzip), once.', data: 'The snapshot has {n} KB (gzip).',
    contrast: 'Contrast on the ground: {list}. Words need 4.5 : 1, marks 3 : 1.', low: '{item}, too low',
    ink: 'words', muted: 'quiet words', long: 'longs', short: 'shorts', accent: 'controls', focus: 'focus',
    frozen: 'Saved {name}. Put it at the address in the code, which has its hash now: no other data are ever drawn.',
    pictured: 'Saved {name}. Put it beside the snapshot; the code names it for readers without script.',
    noVenue: 'Choose a venue.', came: 'Drawn below: freeze it to save the snapshot.',
    nothingCame: 'Nothing came, so nothing was changed. A venue may refuse browsers: a proxy of your own can be named in the setting endpoint.',
    unset: 'as it is', reset: 'No colours of my own', yours: 'for a style sheet of the page',
  },
  zh: {
    empty: '请选择快照文件，或拖到此处，或填写其地址。',
    unreadable: '无法读取该文件。', tooLarge: '文件超过图表可处理的 32 MiB。',
    copied: '已复制。', notCopied: '浏览器不允许本页复制：代码已选中，请手动复制。', none: '尚无图表。',
    address: '代码指向 {src}：请把快照放在该处。', noAddress: '请填写快照将来的地址，代码才能引用它。',
    foreign: '本页只能读取本站文件。请改为选择文件；代码会写入您填的地址。',
    weight: '仅含此图的页面载入代码 {n} KB（gzip），只载入一次。', data: '快照为 {n} KB（gzip）。',
    contrast: '与底色的对比度：{list}。文字需 4.5 : 1，图形需 3 : 1。', low: '{item}，过低',
    ink: '文字', muted: '次要文字', long: '多头', short: '空头', accent: '控件', focus: '焦点',
    frozen: '已保存 {name}。请放在代码所写的地址；代码中已含其哈希值，不会画出别的数据。',
    pictured: '已保存 {name}。请与快照放在一起；代码会为无脚本的读者引用它。',
    noVenue: '请选择交易所。', came: '已画在下方：定格即可保存快照。',
    nothingCame: '没有取得数据，因此未作更改。交易所可能拒绝浏览器：可在设置 endpoint 中填写自有代理。',
    unset: '默认', reset: '不用自定颜色', yours: '写入页面的样式表',
  },
};

/** Kinds of figures by tag, as a reader calls them; one that is not here goes by its tag. */
export const KINDS = {
  en: {
    'liq-heatmap': 'Heatmap', 'liq-map': 'Map', 'liq-cascade': 'Cascade', 'liq-scenarios': 'Scenarios', 'liq-regime': 'Regime', 'liq-tape': 'Tape',
    'liq-signals': 'Signals', 'liq-compare': 'Comparison',
  },
  zh: {
    'liq-heatmap': '清算热力图', 'liq-map': '清算图', 'liq-cascade': '清算级联', 'liq-scenarios': '情景', 'liq-regime': '市场状态', 'liq-tape': '清算流水',
    'liq-signals': '信号', 'liq-compare': '对照',
  },
};

/** What each attribute is for, in Chinese; in English the manifest says it, which also stands in for what is not here. */
export const ATTRIBUTES_ZH = {
  symbol: '实时数据的合约代码，例如 BTCUSDT。', live: '由读者浏览器直接询问的交易所，以空格分隔。', refresh: '实时数据的刷新间隔（秒），至少 15。', endpoint: '代替交易所地址的自有代理。',
  venue: '要合计的交易所，以空格分隔；不填则为全部。', range: '往回多久：整数加 h、d 或 w，例如 7d；不填则为全部。', theme: '配色；auto 跟随页面。', palette: '热力的配色。',
  direction: '涨跌颜色。', units: '大数的单位：按语言、K M B，或 万 亿。', timezone: 'UTC、UTC+8 之类的偏移，或 Asia/Shanghai 之类的名称。', heading: '替换标题。',
  description: '替换标题下的说明。', 'source-name': '替换图下的来源。', 'source-url': '来源的网址。', static: '只作图片：无控件、指针与按键。', 'no-controls': '不显示控件。',
  'no-table': '不显示表格。', 'no-export': '不显示保存按钮。', group: '同组图表共享十字线、时间与价格范围和冲击。', scale: '金额如何换成颜色。', threshold: '低于刻度的这一比例不着色，0 至 1 或百分数。',
  sides: '画哪一侧。', candles: 'false 不画 K 线。', leverage: '保留哪些杠杆倍数，以空格分隔。', rows: '价格档数。', realised: 'false 不画实际清算。', 'row-scale': '价格如何分档。',
  messages: '其他语言的词句文件地址。',
  stack: '横条按什么堆叠。', window: '清算图：距现价多远，1% 至 90%，如 5%；其他图：时间长度，如 24h。', cumulative: 'false 不画自现价起的累计曲线。', clusters: 'false 不写密集区的名称。', view: 'simple 以十余个整数价位的横条显示。',
  side: '冲击方向。', shock: '冲击幅度，0 至 25%，如 0.03 或 3%。', flow: '冲击之外的市价买卖金额（美元）。', 'depth-1pct': '价格 1% 以内的盘口金额（美元），替代数据中的或典型的数值。',
  'depth-factor': '可见盘口的有效比例，0.05 至 5。', passthrough: '进入盘口的强平比例，0 至 1 或百分数。', 'map-scale': '清算图采信比例，0 至 1 或百分数；不填则由历史行情求得。',
  'leverage-tilt': '杠杆分布由偏低至偏高，−1.5 至 1.5。', 'critical-fraction': '强平占清算图的多大比例算作临界，0.01 至 1。', beta: '其他资产及其贝塔，如 SOL:1.62 ETH:1.2。', paths: '概率所用的路径数。',
  seed: '概率所用的随机种子。', step: '路径的步长，如 6h；不填则只看终点。', horizon: '概率看多远：整数加 h、d 或 w。', volatility: '年化波动率，1% 至 500%；不填则取自数据。', drift: '路径的平均走向：价格无漂移，或其对数无漂移。',
  zones: '以 JSON 写的价格区间，供不能放 <liq-scenario> 子元素的页面使用；有子元素时以子元素为准。',
  bucket: '每根柱的时长：整数加 h、d 或 w。', assets: '要显示的币种，以空格分隔；不填则为全部。', show: '要画的部分，以空格分隔；不填则为全部。',
  'price-band': '价格变动在此区间内视为持平，如 1%。', 'oi-band': '币本位持仓量变动在此区间内视为持平，如 1%。', 'funding-band': '8 小时资金费率在此区间内视为中性，如 0.005%。',
  'oi-drop': '币本位持仓量下降多少算满足条件，如 5%。', 'cme-window': 'CME 期货对照的时间长度，如 7d。', 'cme-reset': 'CME 持仓下降多少算重置，如 15%。',
  'cme-basis-drop': 'CME 年化基差下降多少才算数，如 1%。', 'cme-stable': 'CME 持仓变动在此区间内视为平稳，如 5%。',
  'oi-unit': '持仓量按币还是按美元计；按美元计时，价格下跌本身就会使其减少。', 'basis-low': '年化基差低于此值视为偏低，如 10%。', 'basis-high': '年化基差高于此值视为杠杆重建，如 15%。',
  compounding: '年化基差按单利还是复利。', 'min-days': '到期日近于此天数的合约不计入。', 'sign-mode': '做市商持仓的方向：按惯例假定、反向假定，或取自数据。', 'gamma-window': '伽马图在现价两侧各显示多远，1% 至 50%。',
  'yield-series': '快照 context 中收益率序列的名称。', 'dollar-series': '快照 context 中美元指数序列的名称。',
  reference: '贝塔值与相关系数以哪种币为准。', start: '当前行情的起点（UTC 时刻），如 2026-02-03T12:00Z；以此与历史事件叠放。', 'before-start': '事件起点之前显示多久，如 2d。', 'after-start': '事件起点之后显示多久，如 3d。',
  month: '突出显示的月份，1 至 12。',
};

/** What each custom property colours, in Chinese. */
export const PROPERTIES_ZH = {
  '--liq-bg': '底色；不设则视为白色或近黑色。', '--liq-ink': '文字与 K 线。', '--liq-muted': '次要文字与坐标轴。', '--liq-grid': '网格线。', '--liq-long': '多头。',
  '--liq-short': '空头。', '--liq-accent': '使用中的控件。', '--liq-focus': '焦点外框。',
};
