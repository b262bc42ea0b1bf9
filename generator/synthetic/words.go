package synthetic

import (
	"math/rand/v2"
	"strings"
	"unicode/utf8"
)

// words makes random text.
type words struct{ *rand.Rand }

var vocabulary = strings.Fields(`
	申请 审核 公示 发放 补助 补贴 救助 保障 服务 中心 学校 医院 社区 街道 乡镇 居民 家庭 老人 儿童 妇女 学生 青年 职工 农民
	残疾 康复 体检 疫苗 健康 档案 就业 创业 培训 失业 保险 养老 医疗 生育 工伤 住房 租赁 改造 危房 廉租 文化 体育 图书 广播
	教育 幼儿 小学 初中 高中 职业 免费 减免 学费 课本 营养 午餐 寄宿 交通 救护 急诊 门诊 住院 报销 结算 登记 证明 户口 身份
	窗口 电话 网上 预约 办理 受理 材料 复印 原件 表格 签字 盖章 期限 工作 标准 金额 每月 每年 一次 对象 条件 范围 依据 规定
	部门 民政 财政 卫生 人社 住建 司法 法律 援助 咨询 投诉 监督 评估 公开 信息 平台 城镇 农村 山区 沿海 常住 流动 随迁 子女`)

func (w words) word() string { return vocabulary[w.IntN(len(vocabulary))] }

// words is n words in a row.
func (w words) words(n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(w.word())
	}
	return b.String()
}

// list is n texts of length words each.
func (w words) list(n, length int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = w.words(length)
	}
	return out
}

// paragraph is sentences of at least length characters together.
func (w words) paragraph(length int) string {
	var b strings.Builder
	for n := 0; n < length; {
		sentence := w.words(3+w.IntN(3)) + "的" + w.words(2+w.IntN(2)) + "，" + w.words(3+w.IntN(4)) + "。"
		b.WriteString(sentence)
		n += utf8.RuneCountInString(sentence)
	}
	return b.String()
}
