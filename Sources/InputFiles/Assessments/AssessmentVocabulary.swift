/// What people write instead of the words of an assessment file, and what its required keys look like filled in.
enum AssessmentVocabulary {
  /// Other words for keys, by key.
  static let titles: [String: [String]] = [
    "format": ["格式"], "organisation": ["组织", "机构", "单位", "公司", "organization", "org", "company"],
    "assessment": ["评估", "自评"], "answers": ["答案", "评审项", "items"],
    "evidence": ["证据", "佐证", "附件", "files"],
    "findings": ["发现", "发现项", "问题", "不符合项", "finding", "issues"],
    "item": ["评审项", "条目"], "text": ["内容", "描述", "问题描述", "description"],
    "severity": ["严重程度", "程度", "级别", "level"], "owner": ["责任人", "负责人", "责任部门", "responsible"],
    "raised": ["提出日期", "发现日期", "opened"], "due": ["期限", "截止日期", "整改期限", "deadline"],
    "status": ["状态", "state"], "closed": ["关闭日期", "销号日期"], "rubric": ["准则", "标准"],
    "indicators": ["指标", "运营指标", "kpi"], "intervals": ["时段", "时段数据", "半小时数据"],
    "analyses": ["分析", "运营分析", "统计分析", "analysis"], "kind": ["种类", "类型", "方法", "method", "type"],
    "where": ["条件", "筛选", "filter"], "confidence": ["置信水平", "置信度"],
    "targets": ["目标", "目标值"], "answer-within": ["接听时限", "应答时限"],
    "name": ["名称", "姓名", "组织名称"], "industry": ["行业"], "seats": ["坐席", "座席", "坐席数", "座席数", "agents"],
    "scope": ["范围", "评估范围"], "period": ["期间", "评估期间", "周期"], "date": ["日期", "评估日期"],
    "assessor": ["评估人", "评估方", "评审人"], "rubrics": ["准则", "标准", "评审准则", "rubric"], "role": ["角色"],
    "id": ["编号"], "version": ["版本"], "hash": ["指纹"],
    "from": ["开始", "自", "起", "start", "begin"], "to": ["结束", "至", "止", "end", "until"],
    "title": ["标题", "题名"], "file": ["文件", "路径", "path"], "location": ["存放处", "位置", "地点"],
    "sha256": ["哈希", "散列"], "collected": ["取得日期", "收集日期", "采集日期"],
    "covers": ["覆盖期间", "涵盖"], "received": ["收到日期"], "expires": ["失效日期", "有效期", "到期"],
    "note": ["备注", "说明", "发现", "notes", "comment", "remark"],
    "action": ["措施", "改进措施", "行动", "actions"],
    "not-applicable": ["不适用", "na", "n/a", "not applicable"],
  ]

  /// Required keys with a value, by key.
  static let examples: [String: String] = [
    "format": "format: pingxing/assessment/1",
    "organisation": "organisation: {name: 华东客户联络中心}",
    "assessment":
      "assessment: {period: {from: 2025-01-01, to: 2025-12-31}, date: 2025-12-20, "
      + "assessor: {role: self, name: 运营管理部}, rubrics: [{id: cccs-op-2008, version: 1.0.0}]}",
    "name": "name: 华东客户联络中心",
    "period": "period: {from: 2025-01-01, to: 2025-12-31}",
    "date": "date: 2025-12-20",
    "assessor": "assessor: {role: self, name: 运营管理部}",
    "role": "role: self",
    "rubrics": "rubrics: [{id: cccs-op-2008, version: 1.0.0}]",
    "id": "id: cccs-op-2008",
    "version": "version: 1.0.0",
    "from": "from: 2025-01-01",
    "to": "to: 2025-12-31",
    "title": "title: 战略规划书",
    "file": "file: kpi.csv",
    "item": "item: floor.forecasting",
    "text": "text: 旺季没有分时段的预测",
    "severity": "severity: minor",
    "raised": "raised: 2025-12-20",
    "status": "status: open",
    "closed": "closed: 2025-12-20",
  ]

  /// Required keys of an analysis with a value, by key.
  static let analysisExamples: [String: String] = [
    "kind": "kind: control", "file": "file: kpi/quality-checks.csv", "count": "count: 不合格", "size": "size: 抽检",
    "value": "value: 平均处理时长", "by": "by: 班组", "x": "x: service-level/of-offered", "y": "y: satisfaction",
    "forecast": "forecast: 预测", "actual": "actual: 实际", "margin": "margin: 3", "seed": "seed: 20251101",
    "hired": "hired: 入职日期", "left": "left: 离职日期", "from": "from: 2025-01-01", "to": "to: 2025-12-31",
    "cause": "cause: 原因",
  ]

  /// Other words for the kind of an analysis.
  static let analysisKinds: [String: [String]] = [
    "control": ["控制图", "spc"], "trend": ["趋势"], "correlation": ["相关", "相关分析"], "calibration": ["校准", "质检校准"],
    "teams": ["班组", "班组比较"], "forecast": ["预测"], "sample-size": ["样本量"], "sample-draw": ["抽样", "分层抽样"],
    "attrition": ["流失", "人员流失"], "pareto": ["帕累托", "投诉原因"],
  ]

  /// Other words for the assessor's role.
  static let roles: [String: [String]] = [
    "self": ["自评", "自我评审", "自我评估", "自审", "自己", "本中心", "内部"],
    "consultant": ["咨询", "咨询顾问", "顾问", "咨询师", "辅导"],
    "auditor": ["评审", "评审员", "审核", "审核员", "外审", "assessor", "audit"],
  ]

  /// Other words for how grave a finding is.
  static let severities: [String: [String]] = [
    "major": ["严重", "严重不符合", "重大", "主要", "critical", "high"],
    "minor": ["一般", "一般不符合", "轻微", "次要", "medium"],
    "observation": ["观察项", "观察", "建议", "建议项", "low", "note"],
  ]

  /// Other words for how far a finding has come.
  static let statuses: [String: [String]] = [
    "open": ["未关闭", "待整改", "未整改", "新"],
    "in-progress": ["整改中", "进行中", "处理中", "in progress", "doing"],
    "closed": ["已关闭", "关闭", "已整改", "销号", "完成", "done"],
  ]
}
