package synthetic

// The layouts of the site of Hugo. They show what the handbook's own layouts do:
// the sections of an item's page with the mark of the edition and the sources at each
// fact, the frame with search, navigation and hotline.
const (
	hugoBase = `<!DOCTYPE html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<title>{{ .Title }} - 试验手册</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file:; base-uri 'none'; form-action 'self' file:">
<meta name="description" content="{{ .Params.summary }}">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/assets/site.css">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<script src="/assets/search.js" defer></script>
</head>
<body>
{{ partialCached "head.html" . .Params.root }}
<main id="s-main">
<nav class="trail" aria-label="当前位置"><ol><li><a href="{{ .Params.root }}index.html">首页</a></li><li><a href="{{ .Params.root }}items/index.html">全部项目</a></li></ol></nav>
{{ block "main" . }}{{ end }}</main>
{{ partialCached "foot.html" . .Params.root }}
</body>
</html>
`
	hugoHead = `{{ $root := .Params.root }}<a class="skip" href="#s-main">跳到正文</a>
<header class="site-head">
<p class="site-name"><a href="{{ $root }}index.html">试验手册</a></p>
<p class="edition"><strong>{{ .Params.edition }}版</strong> <a class="choose" href="/editions.html">换一个市、县</a></p>
<form class="search" role="search" action="{{ $root }}search.html" data-root="{{ $root }}" data-index="/data/" data-places="{{ .Params.edition }}" data-list="搜索结果" data-failed="搜索暂时用不了，请到搜索页按拼音或领域查找。">
<label for="s-q">查服务</label>
<input id="s-q" name="q" type="search" autocomplete="off" enterkeyhint="search" maxlength="200">
<button>搜索</button>
</form>
<nav aria-label="主导航">
<ul>
<li><a href="{{ $root }}finder.html">我能享受什么</a></li>
<li><a href="{{ $root }}groups/index.html">按人群找</a></li>
<li><a href="{{ $root }}domains/index.html">按领域找</a></li>
<li><a href="{{ $root }}items/index.html">全部项目</a></li>
<li><a href="{{ $root }}agencies/index.html">按部门找</a></li>
<li><a href="{{ $root }}guides/index.html">使用指南</a></li>
</ul>
</nav>
</header>`
	hugoFoot = `{{ $root := .Params.root }}<footer class="site-foot">
<p><strong>不清楚就打电话问：</strong> <a class="phone" href="tel:12345">12345</a>（热线）</p>
<nav aria-label="更多"><ul>
<li><a href="{{ $root }}checklist.html">自查表</a></li>
<li><a href="{{ $root }}indicators.html">主要发展指标</a></li>
<li><a href="{{ $root }}sources.html">来源登记</a></li>
<li><a href="{{ $root }}coverage.html">各地填写情况</a></li>
</ul></nav>
<p>{{ .Params.edition }}版。按《试验清单》1版编写，清单规划期到2020年。金额和条件以经办窗口现行规定为准。</p>
<p>编辑单位联系方式：<span class="badge badge-missing">待补充</span></p>
</footer>`
	hugoCite = `<p class="cites">来源：<span class="cite"><a href="#s-source-1" aria-label="来源第 1 条">〔1〕</a>{{ index site.Data.sources . }}</span></p>`
	hugoList = `{{ define "main" }}<h1>{{ .Title }}</h1>
<p>{{ .Params.summary }}</p>
{{ .Content }}
{{ $root := .Params.root }}<ul class="lines">{{ range .Params.items }}{{ $it := index site.Data.items . }}<li class="line"><div><a class="name" href="{{ $root }}items/{{ . }}.html">{{ $it.title }}</a>
<p class="about">{{ $it.summary }}</p></div></li>
{{ end }}</ul>{{ end }}
`
	hugoItem = `{{ define "main" }}{{ $root := .Params.root }}{{ $seal := .Params.edition }}<article class="item">
<header class="head">
<p class="code">{{ .Params.code }}</p>
<h1>{{ .Title }}</h1>
<p class="lead">{{ .Params.summary }}</p>
<p class="stamp">清单1版 · 核实日期：2020年9月6日 · <a href="{{ $root }}domains/{{ .Params.domain }}.html">{{ .Params.domain }}</a></p>
</header>
<section id="s-who">
<h2>谁可以享受</h2>
<p><span class="seal" title="{{ $seal }}规定"><span class="hidden">{{ $seal }}规定：</span>省</span> {{ .Params.summary }}</p>
{{ partial "cite.html" .Params.source }}
<h3>符合下面任何一条，就可能享受；一条里的几个条件要都符合：</h3>
<ul class="rules"><li><span class="condition">年龄：满{{ .Params.age }}岁</span></li></ul>
<p class="explain">以经办机构审核为准。 <a href="{{ $root }}finder.html">答几道题，自己查一查</a></p>
<p class="tags">面向人群：{{ range .Params.groups }}<a href="{{ $root }}groups/{{ . }}.html">{{ . }}</a> {{ end }}</p>
</section>
<section id="s-what">
<h2>能得到什么</h2>
<ul class="standards">{{ range .Params.standards }}<li>
<p class="what"><span class="seal" title="{{ $seal }}规定"><span class="hidden">{{ $seal }}规定：</span>省</span> {{ .text }}</p>
<p class="how-much"><span class="amount"><b>{{ .amount }}</b><span class="unit">{{ .unit }}</span></span></p>
{{ partial "cite.html" .source }}</li>
{{ end }}</ul>
</section>
<section id="s-about" class="prose">
<h2>说明</h2>
{{ .Content }}
</section>
<section id="s-how">
<h2>怎么办理</h2>
<p>现在可以先打电话问：<a class="phone" href="tel:12345">12345</a>（热线）</p>
<dl class="guide">
<dt>带什么材料</dt><dd><span class="seal" title="{{ $seal }}规定"><span class="hidden">{{ $seal }}规定：</span>省</span><ul class="checklist">{{ range .Params.materials }}<li>{{ . }}</li>{{ end }}</ul></dd>
<dt>去哪里办</dt><dd><span class="badge badge-missing">待补充</span></dd>
<dt>怎么办</dt><dd><span class="seal" title="{{ $seal }}规定"><span class="hidden">{{ $seal }}规定：</span>省</span><ol>{{ range .Params.steps }}<li>{{ . }}</li>{{ end }}</ol></dd>
<dt>多久办好</dt><dd><span class="badge badge-missing">待补充</span></dd>
<dt>收不收费</dt><dd><span class="badge badge-missing">待补充</span></dd>
<dt>不服怎么投诉</dt><dd><span class="badge badge-missing">待补充</span></dd>
</dl>
</section>
<section id="s-agencies">
<h2>哪个部门负责</h2>
<p>牵头：{{ range .Params.agencies }}<a href="{{ $root }}agencies/{{ . }}.html">{{ . }}</a> {{ end }}</p>
{{ partial "cite.html" .Params.source }}
</section>
<section id="s-funding">
<h2>谁出钱</h2>
<p><span class="seal" title="{{ $seal }}规定"><span class="hidden">{{ $seal }}规定：</span>省</span> {{ .Params.summary }}</p>
{{ partial "cite.html" .Params.source }}
</section>
<section id="s-sources">
<h2>依据</h2>
<ol class="sources"><li id="s-source-1"><a href="{{ $root }}sources.html#source-{{ .Params.source }}">{{ index site.Data.sources .Params.source }}</a>
<p>引用位置：一；二</p><p>支持本页的：谁可以享受、标准、电话、牵头负责单位、支出责任</p></li></ol>
</section>
<section id="s-changes"><h2>更新记录</h2><p>清单1版收录，编号 {{ .Params.code }}。2020年9月6日对照来源核实过。</p></section>
<section id="s-marks" class="marks"><h2>本页的标记是什么意思</h2>
<dl><dt><span class="badge badge-missing">待补充</span></dt><dd>没有查到依据，不是说没有这项权利。请打电话或到窗口问。</dd></dl></section>
</article>
<aside id="s-related" aria-labelledby="s-related-title">
<h2 id="s-related-title">面向同样人群的其他服务</h2>
<ul class="lines">{{ range .Params.related }}{{ $it := index site.Data.items . }}<li class="line"><div><a class="name" href="{{ $root }}items/{{ . }}.html">{{ $it.title }}</a>
<p class="about">{{ $it.summary }}</p></div></li>
{{ end }}</ul>
</aside>{{ end }}
`
)
