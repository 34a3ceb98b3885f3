#!/usr/bin/env python3
"""Writes Schemas/*.schema.json: JSON Schemas (draft-07, which YAML editors support) for the YAML files of this tool.

The schemas of rubric files are written out here. The schema of assessments is made from the rubrics, so that an editor
completes item ids and shows what is asked and what each mark means.

Needs Debian's python3-yaml. `--rubrics FOLDER` and `--output FOLDER` serve rubrics of your own; with --check nothing
is written and the exit status is 1 where a file is out of date.
"""

import argparse
import json
import pathlib
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
TEXT_LIMIT = 4000

# MARK: - Pieces


def reference(name, **more):
    # Siblings of $ref are ignored by draft-07, so what is added stands beside an allOf.
    return {**more, "allOf": [{"$ref": f"#/definitions/{name}"}]} if more else {"$ref": f"#/definitions/{name}"}


# Not blank, and without control characters, direction controls, U+FFFD and noncharacters of the first plane; as
# escapes, which every reader of a pattern knows. Those of other planes would need a flag that not every editor sets.
FORBIDDEN = (
    r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    r"\ufdd0-\ufdef\ufeff\ufffd-\uffff"
)
TEXT = rf"^(?=[\s\S]*\S)[^{FORBIDDEN}]*$"


def text(limit=TEXT_LIMIT, **more):
    return {**more, "type": "string", "maxLength": limit, "pattern": TEXT}


def record(properties, required=None, **more):
    return {
        **more,
        "type": "object",
        "properties": properties,
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
    }


def listing(items, **more):
    return {**more, "type": "array", "items": items}


def by_id(value, **more):
    return {**more, "type": "object", "patternProperties": {ID: value}, "additionalProperties": False}


def integer(low, high, **more):
    return {**more, "type": "integer", "minimum": low, "maximum": high}


def number(low, high, **more):
    return {**more, "type": "number", "minimum": low, "maximum": high}


ID = "^[a-z0-9-]+(\\.[a-z0-9-]+)?$"

SHARED = {
    "id": {"type": "string", "pattern": ID, "maxLength": 80},
    "title": record({"zh": text(), "en": text()}),
    "localized": {
        "oneOf": [text(), record({"zh": text(), "en": text()})],
        "description": "两种语言的文字；只写一种时两种语言都用它",
    },
    "text": text(),
    "date": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "period": record({"from": reference("date"), "to": reference("date")}),
    "hash": {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
    "version": {"type": "string", "pattern": "^[0-9]{1,6}\\.[0-9]{1,6}\\.[0-9]{1,6}$"},
    "percentage": {"type": "string", "pattern": "^(100(\\.0{1,6})?|[0-9]{1,2}(\\.[0-9]{1,6})?)%$"},
    "weight": integer(1, 1000000, description="同级之间的权重"),
    "provenance": {
        "type": "object",
        "properties": {
            "kind": {"enum": ["published", "interpretation"]},
            "source": reference("id", description="sources.yml 中的编号"),
            "note": text(description="来源说了什么，或解释的依据"),
        },
        "required": ["kind", "note"],
        "additionalProperties": False,
        "if": {"properties": {"kind": {"const": "published"}}},
        "then": {"required": ["source"]},
        "else": {"not": {"required": ["source"]}},
    },
}


def used(schema, names):
    """The shared definitions that a schema refers to, directly or through another."""
    written = json.dumps(schema)
    fresh = {name for name in SHARED if f'"#/definitions/{name}"' in written} - names
    for name in sorted(fresh):
        names |= {name}
        used(SHARED[name], names)
    return names


def schema(title, body, definitions=None):
    definitions = dict(definitions or {})
    names = used([body, definitions], set())
    definitions.update({name: SHARED[name] for name in SHARED if name in names})
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
    return {**head, **body, "definitions": definitions}


def form(kind):
    return {"const": f"pingxing/{kind}/1"}


# MARK: - Rubric files

def mark_wording():
    parts = record({"in-place": text(description="已经做到的；提到上一级时以此为目标"), "lacking": text(description="还欠缺的")})
    return {"oneOf": [text(), parts]}


MARKS = record({**{str(mark): mark_wording() for mark in range(1, 5)}, "5": text()})

ITEM = record(
    {
        "title": reference("title"),
        "facets": reference("id", description="评审维度组"),
        "post": reference("id", description="准则里岗位的编号"),
        "question": text(description="问中心什么"),
        "why": text(description="为什么重要"),
        "marks": {**MARKS, "description": "五个等级各自看得见的事实"},
        "evidence": listing(text(), minItems=1, description="评审员会要求看的记录"),
        "role": reference("id", description="roles.yml 中的编号"),
        "indicators": listing(reference("id"), description="indicators.yml 中的编号"),
        "not-applicable": {
            "oneOf": [
                record({"policy": {"const": "forbidden"}}),
                record({"policy": {"const": "with-reason"}, "when": text()}, ["policy"]),
                record({"policy": {"const": "by-scope"}, "when": text()}),
            ]
        },
        "effort": record({str(mark): integer(0, 10000) for mark in range(2, 6)}, description="升到该等级的典型人天"),
        "provenance": reference("provenance"),
    },
    ["title", "facets", "question", "why", "marks", "evidence", "role", "indicators", "not-applicable", "effort", "provenance"],
)

SCALE = record(
    {
        "marks": record(
            {str(mark): record({"title": reference("title"), "credit": number(0, 100)}) for mark in range(1, 6)}
        ),
        "provenance": reference("provenance"),
    }
)

FACET_SETS = by_id(
    record(
        {
            "title": reference("title"),
            "facets": listing(
                record(
                    {
                        "id": reference("id"),
                        "title": reference("title"),
                        "asks": text(),
                        "weight": reference("weight"),
                    }
                ),
                minItems=1,
            ),
            "provenance": reference("provenance"),
        }
    )
)

GATE_KEYS = {
    "total": ["credit"],
    "every-domain": ["credit"],
    "domain": ["domain", "credit"],
    "every-item": ["credit"],
    "item": ["item", "credit"],
    "item-share": ["share", "credit"],
    "item-share-in-every-domain": ["share", "credit"],
    "every-facet": ["credit"],
    "evidence": ["share"],
}


def gate():
    special = {
        "credit": number(0, 1000),
        "share": reference("percentage"),
        "domain": reference("id"),
        "item": reference("id"),
    }
    common = {
        "id": reference("id"),
        "title": reference("title"),
        "kind": {"enum": list(GATE_KEYS)},
        "interprets": text(description="分数线所解释的公开文字"),
        "provenance": reference("provenance"),
    }
    rules = [
        {
            "if": {"properties": {"kind": {"const": kind}}},
            "then": {
                "required": keys,
                "not": {"anyOf": [{"required": [key]} for key in special if key not in keys]},
            },
        }
        for kind, keys in GATE_KEYS.items()
    ]
    return {**record({**common, **special}, list(common)), "allOf": rules}


RESULTS = listing(
    record(
        {
            "id": reference("id"),
            "title": reference("title"),
            "stars": integer(0, 5),
            "published-wording": {"type": "string", "maxLength": TEXT_LIMIT},
            "provenance": reference("provenance"),
            "gates": listing(gate()),
        }
    ),
    minItems=1,
)

VALUE = number(0, 1000000)

THRESHOLDS = listing(
    record(
        {
            "item": reference("id"),
            "facet": reference("id", description="建议等级的维度"),
            "indicator": reference("id", description="indicators.yml 中的编号，评审项须列有它"),
            "variant": reference("id", description="这一指标的公式"),
            "target": {"oneOf": [VALUE, record({"from": VALUE, "to": VALUE})], "description": "每个周期要达到的值；中心另有目标时以其为准"},
            "marks": record(
                {
                    str(mark): record(
                        {
                            "level": {**VALUE, "description": "全期合计的值要达到多少"},
                            "periods-met": reference("percentage", description="达标周期所占比例"),
                            "months-sustained": integer(1, 120, description="到最近一月为止连续达标的月数"),
                        },
                        [],
                        minProperties=1,
                    )
                    for mark in range(2, 6)
                },
                [],
                minProperties=1,
            ),
            "provenance": reference("provenance"),
        },
        ["item", "facet", "indicator", "variant", "marks", "provenance"],
    )
)

PATH = {"type": "string", "pattern": "^(?!\\.\\.?(/|$))[^/]+(/(?!\\.\\.?(/|$))[^/]+)*$"}


def rubric():
    use = record({"id": reference("id"), "weight": reference("weight"), "clause": text()}, ["id", "weight"])
    head = {
        "id": reference("id"),
        "number": {"type": "string", "maxLength": TEXT_LIMIT, "description": "未公布时写 \"\""},
        "title": reference("title"),
        "weight": reference("weight"),
        "provenance": reference("provenance"),
    }
    group = record({**head, "items": listing(use, minItems=1)})
    domain = {
        **record(
            {**head, "purpose": text(), "items": listing(use, minItems=1), "groups": listing(group, minItems=1)},
            [*head, "purpose"],
        ),
        "oneOf": [{"required": ["items"]}, {"required": ["groups"]}],
    }
    profile = record(
        {
            "conforming-item-credit": number(0, 100),
            "conforming-facet-credit": number(0, 100),
            "partial-credit": number(0, 100),
            "maturity-item-tolerance": number(0, 4),
            "level-titles": listing(reference("title"), minItems=5, maxItems=5),
            "provenance": reference("provenance"),
        }
    )
    comparison = record(
        {
            "process-domains": listing(reference("id"), minItems=1),
            "result-group": reference("id"),
            "maximum-difference": number(0, 100),
            "provenance": reference("provenance"),
        }
    )
    properties = {
        "format": form("rubric"),
        "id": reference("id"),
        "version": reference("version"),
        "family": reference("id"),
        "title": reference("title"),
        "standard": text(),
        "scale": {"oneOf": [PATH, SCALE]},
        "facet-sets": {"oneOf": [PATH, FACET_SETS]},
        "results": {"oneOf": [PATH, RESULTS]},
        "thresholds": {"oneOf": [PATH, THRESHOLDS]},
        "item-files": listing(PATH, minItems=1, uniqueItems=True),
        "notes": listing(reference("localized")),
        "total-points": integer(1, 1000000),
        "weights-provenance": reference("provenance"),
        "posts": listing(record({"id": reference("id"), "code": text(), "title": reference("title")})),
        "domains": listing(domain, minItems=1),
        "process-profile": profile,
        "not-applicable-limit": record({"share": reference("percentage"), "provenance": reference("provenance")}),
        "evidence": record({"highest-mark-without-evidence": integer(1, 5), "provenance": reference("provenance")}),
        "consistency": record(
            {
                "maximum-items-per-evidence": record({"items": integer(1, 10000), "provenance": reference("provenance")}),
                "process-against-results": comparison,
            },
            ["maximum-items-per-evidence"],
        ),
    }
    optional = {"notes", "posts", "process-profile", "thresholds"}
    return record(properties, [key for key in properties if key not in optional])


def indicators():
    terms = listing({"type": "string", "pattern": "^-?[a-z0-9]+(-[a-z0-9]+)*$"}, minItems=1)
    variant = record(
        {
            "id": reference("id"),
            "title": reference("title"),
            "numerator": reference("localized"),
            "denominator": reference("localized"),
            "unit": text(description="这一公式的单位，与指标的单位不同时才写；这时分母不作逐一计数的次数"),
            "minimum-sample": integer(1, 1000000, description="这一公式的最少样本，与指标的不同时才写"),
            "values": {"enum": ["signed"], "description": "signed：可以小于 0；越低越好的是误差，按绝对值与目标比较"},
            "periods": {"enum": ["add-up"], "description": "add-up：各期的值可以相加，期越长值越大；折算到指标的周期后才与目标比较"},
            "spread": record(
                {"of": reference("id"), "between": {"enum": ["days", "groups"]}},
                description="是哪个指标在一个月内的方差：各日之间（days）还是各组之间（groups）",
            ),
            "computed": record({"numerator": terms, "denominator": terms}, description="由哪些基础量算出；减号为减去"),
        },
        ["id", "title", "numerator", "denominator"],
    )
    typical = record(
        {
            "value": reference("localized"),
            "context": reference("localized"),
            "kind": {"enum": ["standard", "custom"]},
            "source": reference("localized"),
        }
    )
    properties = {
        "title": reference("title"),
        "also": listing(text(), description="别的叫法，数据文件的列名也可以用"),
        "unit": text(),
        "direction": {"enum": ["higher", "lower", "band", "context"]},
        "period": {"enum": ["half-hour", "day", "week", "month", "quarter", "year"]},
        "minimum-sample": integer(1, 1000000),
        "trials": {"enum": ["counted"], "description": "分母是逐一计数的次数"},
        "variants": listing(variant, minItems=1),
        "typical": listing(typical),
        "note": reference("localized"),
    }
    return by_id(record(properties, [key for key in properties if key not in {"note", "trials", "also"}]))


def measures():
    properties = {
        "title": reference("title"),
        "unit": text(),
        "aggregation": {"enum": ["sum", "mean"]},
        "note": reference("localized"),
    }
    return by_id(record(properties, [key for key in properties if key != "note"]))


def retired():
    kinds = ["item", "domain", "group", "rubric", "role", "indicator", "facet", "gate", "result"]
    return listing(
        record(
            {
                "family": reference("id"),
                "kind": {"enum": kinds},
                "id": reference("id"),
                "retired": reference("date"),
                "reason": text(),
                "successors": listing(reference("id")),
            }
        )
    )


def rubric_schemas():
    def file(kind, key, body):
        return record({"format": form(kind), key: body})

    items = record({"format": form("items"), "family": reference("id"), "items": by_id(ITEM)})
    scale = {**SCALE, "properties": {"format": form("scale"), **SCALE["properties"]}}
    scale["required"] = list(scale["properties"])
    source = record({"title": reference("title"), "states": reference("title")})
    return {
        "rubric": schema("评审准则", rubric()),
        "items": schema("评审项", items),
        "scale": schema("评分等级", scale),
        "facets": schema("评审维度", file("facets", "facet-sets", FACET_SETS)),
        "results": schema("评定结果与门槛", file("results", "results", RESULTS)),
        "thresholds": schema("指标界限", file("thresholds", "thresholds", THRESHOLDS)),
        "roles": schema("角色", file("roles", "roles", by_id(reference("title")))),
        "sources": schema("来源", file("sources", "sources", by_id(source))),
        "indicators": schema(
            "运营指标", record({"format": form("indicators"), "indicators": indicators(), "measures": measures()})
        ),
        "retired": schema("停用的编号", file("retired", "retired", retired())),
    }


# MARK: - Crosswalks and outlines

STRENGTHS = ["full", "partial", "nothing"]


def crosswalk():
    pins = listing(record({"id": reference("id"), "version": reference("version")}), minItems=1, uniqueItems=True)
    editions = record({"family": reference("id"), "editions": pins})
    outline = record({"outline": record({"id": reference("id"), "version": reference("version")})})
    name = {"type": "string", "pattern": "^((domain|group)/)?" + ID[1:], "maxLength": 90}
    names = listing(name, uniqueItems=True, description="评审项编号；对照提要时也可以写 domain/… 或 group/…")
    strength = {"enum": STRENGTHS, "description": "full 全部、partial 部分、nothing 不能证明"}
    deviations = record(
        {"met": strength, "unmet": strength, "not-applicable": strength}, [], minProperties=1,
        description="与默认不同的证明力度",
    )
    kinds = ["equal", "equivalent", "subset", "superset", "intersects", "none"]
    relation = record(
        {
            "from": names,
            "to": names,
            "relation": {
                "enum": kinds,
                "description": "equal 相同、equivalent 等效、subset 被包含、superset 包含、intersects 相交、none 无对应",
            },
            "reason": text(description="两边各问什么，哪一边问了另一边不问的"),
            "carries": deviations,
            "carries-back": deviations,
            "editions": listing(reference("id"), minItems=1, uniqueItems=True, description="只对这些版次成立"),
        },
        ["from", "to", "relation", "reason"],
    )
    properties = {
        "format": form("crosswalk"),
        "id": {"type": "string", "pattern": "^[a-z0-9-]+$", "maxLength": 80, "description": "文件名"},
        "version": reference("version"),
        "title": reference("title"),
        "author": text(),
        "date": reference("date", description="作出判断的日期"),
        "from": editions,
        "to": {"oneOf": [editions, outline]},
        "direction": {"enum": ["one-way", "both"]},
        "complete": listing({"enum": ["from", "to"]}, uniqueItems=True, description="每一项都说到的一边"),
        "status": record({"met-from": number(0, 100), "unmet-below": number(0, 100)}),
        "provenance": reference("provenance"),
        "shared": record({"relation": {"const": "equal"}, "reason": text()}),
        "relations": listing(relation, minItems=1),
    }
    return record(properties, [key for key in properties if key not in ("complete", "shared")])


def outline():
    # A part that is not public has no source.
    provenance = {
        "type": "object",
        "properties": {
            "kind": {"enum": ["published", "unknown"]},
            "source": reference("id", description="sources.yml 中的编号"),
            "note": text(),
        },
        "required": ["kind", "note"],
        "additionalProperties": False,
        "if": {"properties": {"kind": {"const": "published"}}},
        "then": {"required": ["source"]},
        "else": {"not": {"required": ["source"]}},
    }
    part = record(
        {
            "id": reference("id"),
            "number": {"type": "string", "maxLength": TEXT_LIMIT, "description": "来源没有印出时写 \"\""},
            "title": reference("title"),
            "provenance": provenance,
            "parts": listing(reference("part"), minItems=1),
        },
        ["id", "number", "title", "provenance"],
    )
    properties = {
        "format": form("outline"),
        "id": reference("id", description="文件名"),
        "version": reference("version"),
        "title": reference("title"),
        "publisher": reference("title"),
        "edition": {"type": "string", "maxLength": TEXT_LIMIT, "description": "来源所写的版次；没有时写 \"\""},
        "year": integer(1900, 2999),
        "sources": listing(reference("id"), minItems=1, uniqueItems=True),
        "notes": listing(text()),
        "parts": listing(reference("part"), minItems=1),
    }
    return record(properties, [key for key in properties if key not in ("publisher", "year")]), {"part": part}


# MARK: - Brands


def brand():
    colour = {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}
    font = {"oneOf": [text(), record({"file": text(), "face": integer(0, 255)}, ["file"])]}

    def optional(properties, **more):
        return record(properties, [], **more)

    def part(words, body):
        return {"description": words, **body}

    return record(
        {
            "format": form("brand"),
            "names": optional(
                {
                    "consultancy": text(40, description="咨询公司的全称，印在封面上"),
                    "short": text(16, description="简称；没有徽标时印在页眉"),
                    "line": text(60, description="封面上全称下面的一行，例如 为某某管理层编制"),
                }
            ),
            "logo": text(description="徽标文件，PNG 或 SVG，放在本文件所在的文件夹里"),
            "colours": optional(
                {
                    "primary": part("结构色：标题、封面色带、图表", colour),
                    "accent": part("星级与封面细线；在白纸上的对比度至少 3", colour),
                    "text": part("正文", colour),
                    "muted": part("注释、标签、页眉页脚", colour),
                    "hairline": part("细线", colour),
                    "ground": part("底色", colour),
                    "marks": part("五个等级的色相；深浅不变", colour),
                }
            ),
            "fonts": optional(
                {
                    "headings": part("标题用宋体还是黑体", {"enum": ["serif", "sans"]}),
                    "serif-regular": part("正文的字体文件", font),
                    "serif-bold": part("正文中强调的字体文件", font),
                    "sans-regular": part("表格与标签的字体文件", font),
                    "sans-bold": part("标题与表头的字体文件", font),
                }
            ),
            "cover": optional(
                {
                    "overline": text(60, description="封面标题上面的一行，代替模板的"),
                    "statement": text(120, description="接在封面声明之后的话"),
                }
            ),
            "footer": text(40, description="页脚中间的文字"),
            "confidentiality": text(16, description="密级，印在封面与每页页脚，例如 机密"),
            "watermark": text(20, description="每页的水印；--draft 优先"),
            "line-breaks": {
                "enum": ["none", "basic", "gb", "strict"],
                "description": "行首行尾避头尾的程度（CLREQ）：none 不处理、basic 基本、gb 国家标准（缺省）、strict 严格",
            },
        },
        ["format"],
    )


# MARK: - Mapping files of indicators


def indicator_map(catalogue):
    units = {"type": "string", "description": "文件里的单位，例如 % 比率 秒 分钟"}
    names = sorted([*catalogue["indicators"], *catalogue["measures"]])
    column = text(200)

    def meaning(more):
        properties = {
            "indicator": {"enum": sorted(catalogue["indicators"])},
            "variant": reference("id"),
            "measure": {"enum": sorted(catalogue["measures"])},
            "unit": units,
            "duration": {"enum": ["mm:ss", "hh:mm"], "description": "03:25 是分秒还是时分"},
            **more,
        }
        return {"oneOf": [{"type": "string", "examples": names}, record(properties, [])]}

    parts = {"numerator": column, "denominator": column, "sample": column}
    joined = listing(column, minItems=2, maxItems=3, uniqueItems=True, description="合成时间的各列，例如 [年份, 月份]")
    time = record(
        {
            "column": {"oneOf": [column, joined]},
            "interval": {**column, "description": "时段另有一列时写它，例如 09:00-09:30"},
            "minutes": integer(1, 1440, description="只写起始时刻的时段长几分钟，缺省 30"),
        },
        ["column"],
    )
    rows = {"indicator": column, "value": column, "variant": column, "unit": column, **parts}
    rows["names"] = {"type": "object", "additionalProperties": meaning({})}
    return {
        **record(
            {
                "format": form("indicator-map"),
                "file": record(
                    {
                        "encoding": {"enum": ["utf-8", "gb18030"]},
                        "separator": {"enum": ["comma", "semicolon", "tab"]},
                        "head": integer(1, 1000, description="表头在第几行"),
                    },
                    [],
                ),
                "time": {"oneOf": [column, joined, time]},
                "group": {**column, "description": "班组、坐席或渠道的列"},
                "ignore": listing(text(), description="时间列、时段列或组别列是这些字的行略过，例如 合计"),
                "columns": {"type": "object", "additionalProperties": meaning(parts)},
                "rows": {
                    **record(rows, ["indicator"]),
                    "anyOf": [{"required": ["value"]}, {"required": ["numerator", "denominator"]}],
                },
            },
            ["format", "time"],
        ),
        "oneOf": [{"required": ["columns"]}, {"required": ["rows"]}],
    }


# MARK: - Assessments


def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def joined(wording):
    """The wording of a mark as an assessor reads it."""
    return wording if isinstance(wording, str) else wording["in-place"].removesuffix("。") + "；" + wording["lacking"]


def part(folder, value):
    """A part that stands in the rubric, or in a file that the rubric names."""
    return load(folder / value) if isinstance(value, str) else value


class AssessmentSchema:
    def __init__(self, folder):
        self.folder = folder
        self.definitions = {}
        self.titles = {}
        self.rubrics = {}
        for path in sorted(folder.glob("*.yml")):
            content = load(path)
            if content.get("format", "").startswith("pingxing/rubric/"):
                self.rubrics[content["id"]] = content

    def body(self):
        answers = {name: self.answers(rubric) for name, rubric in self.rubrics.items()}
        properties = {
            "format": form("assessment"),
            "organisation": record(
                {
                    "name": text(100, description="封面上的名称"),
                    "industry": text(100, description="行业，例如 银行"),
                    "seats": integer(1, 1000000, description="坐席数"),
                    "scope": text(description="包括哪些职场、热线与渠道，不包括什么"),
                },
                ["name"],
            ),
            "assessment": self.header(),
            "answers": {"type": ["object", "null"], "properties": answers, "additionalProperties": False},
            "evidence": self.evidence(),
            "findings": self.findings(answers),
            "indicators": self.indicators(),
            "analyses": self.analyses(),
        }
        answered = [self.pinned_if_answered(name) for name in self.rubrics]
        return {**record(properties, ["format", "organisation", "assessment"]), "allOf": answered}

    def indicators(self):
        bound = number(0, 1000000)
        band = record({"from": bound, "to": bound})
        targets = {}
        for name, indicator in load(self.folder / "indicators.yml")["indicators"].items():
            if indicator["direction"] == "context":
                continue
            words = f"{indicator['title']['zh']}，单位 {indicator['unit']}"
            body = band if indicator["direction"] == "band" else bound
            targets[name] = {"description": words, **body}
            for variant in indicator["variants"]:
                unit = variant.get("unit", indicator["unit"])
                title = f"{indicator['title']['zh']}·{variant['title']['zh']}，单位 {unit}"
                targets[f"{name}/{variant['id']}"] = {"description": title, **body}
        return record(
            {
                "file": self.file("月度指标数据，例如 kpi.csv"),
                "intervals": self.file("半小时数据，例如 intervals.csv"),
                "answer-within": integer(1, 3600, description="服务水平的 Y 秒"),
                "targets": record(targets, [], description="中心自己的目标，先于准则的"),
            },
            ["file"],
        )

    def analyses(self):
        column = text(description="列名，或长表里的指标编号")
        share = number(0, 100)

        def kind(name, properties, required, has_data=True):
            common = {"kind": {"const": name}, "title": text(100, description="报告里的标题")}
            if has_data:
                common["file"] = self.file("数据，例如 kpi/quality-checks.csv")
                common["where"] = {"type": "object", "additionalProperties": text(), "description": "只用某列等于某值的行"}
            common["confidence"] = {"type": "number", "minimum": 50, "maximum": 100, "description": "置信水平，百分数，通常 95"}
            return record({**common, **properties}, ["kind", *(["file"] if has_data else []), *required])

        changes = listing(text(), description="改动后的第一期")
        forecast = {name: column for name in ["forecast", "actual", "period", "day", "time", "handled"]}
        forecast |= {"tolerance": share, "peak": text(description="高峰的钟点，例如 9-12,15-19"), "valley": text()}
        size = {"margin": number(0, 1000000), "share": share, "deviation": number(0, 1000000)}
        size |= {"population": integer(1, 1000000000), "response": share}
        draw = {"by": column, "size": integer(1, 1000000), "at-least": integer(0, 1000000)}
        draw |= {"seed": integer(0, 2**63 - 1), "name": column}
        names = listing(text(), minItems=1, description="各质检员的列")
        kinds = [
            kind("control", {"value": column, "period": column, "chart": {"enum": ["individuals", "xbar"]}, "change": changes}, []),
            kind(
                "control",
                {"count": column, "size": column, "period": column, "chart": {"enum": ["p", "u"]}, "change": changes},
                ["count", "size", "chart"],
            ),
            kind("trend", {"value": column, "period": column}, []),
            kind("correlation", {"x": column, "y": column, "period": column}, ["x", "y"]),
            kind("calibration", {"scorers": names, "bands": listing(number(-1000000, 1000000), minItems=1)}, ["scorers"]),
            kind("calibration", {"scorers": names, "marks": integer(2, 100)}, ["scorers", "marks"]),
            kind("calibration", {"value": column, "by": column}, ["value", "by"]),
            kind("teams", {"value": column, "by": column, "within": column}, ["value", "by"]),
            kind("forecast", forecast, ["forecast", "actual"]),
            kind("sample-size", size, ["margin"], has_data=False),
            kind("sample-draw", draw, ["size", "seed"]),
            kind(
                "attrition",
                {"hired": column, "left": column, "by": column, "from": reference("date"), "to": reference("date")},
                ["hired", "left", "from", "to"],
            ),
            kind("pareto", {"cause": column, "count": column, "repeated": column, "escalated": column}, ["cause"]),
        ]
        return listing({"oneOf": kinds}, maxItems=24, description="报告里的运营数据分析，与 pingxing kpi 的命令相同")

    @staticmethod
    def pinned_if_answered(name):
        """Answers to a rubric mean something only where the assessment pins an edition of it."""
        pin = {"properties": {"id": {"const": name}}, "required": ["id"]}
        rubrics = {"contains": pin}
        return {
            "if": {"properties": {"answers": {"type": "object", "required": [name]}}, "required": ["answers"]},
            "then": {"properties": {"assessment": {"properties": {"rubrics": rubrics}}}},
        }

    def header(self):
        pin = record(
            {
                "id": {"enum": list(self.rubrics), "description": "采用的准则"},
                "version": reference("version"),
                "hash": reference("hash", description="准则内容的指纹"),
            },
            ["id", "version"],
        )
        pin["allOf"] = [
            {
                "if": {"properties": {"id": {"const": name}}},
                "then": {"properties": {"version": {"const": rubric["version"]}}},
            }
            for name, rubric in self.rubrics.items()
        ]
        assessor = record(
            {
                "role": {"enum": ["self", "consultant", "auditor"], "description": "self 自评、consultant 咨询、auditor 评审"},
                "name": text(100),
            }
        )
        return record(
            {
                "period": reference("period", description="答案所说的期间"),
                "date": reference("date", description="评估日期，证据须在这一天有效"),
                "assessor": assessor,
                "rubrics": listing(pin, minItems=1, uniqueItems=True),
            }
        )

    @staticmethod
    def file(description):
        return {"type": "string", "maxLength": 1000, "pattern": rf"^(?!/|\\\\|[A-Za-z]:[/\\])(?!\.\.(/|$)){TEXT[1:]}", "description": description}

    def evidence(self):
        properties = {
            "title": text(200, description="名称"),
            "file": self.file("评估文件旁的文件，例如 evidence/strategy.pdf"),
            "location": text(500, description="没有文件时写存放处"),
            "sha256": reference("hash", description="文件的 SHA-256"),
            "collected": reference("date", description="取得日期"),
            "covers": reference("period", description="所反映的期间"),
            "received": reference("date", description="评审员收到的日期"),
            "expires": reference("date", description="有效的最后一天"),
            "note": text(),
        }
        entry = record(properties, ["title"])
        entry["oneOf"] = [{"required": ["file"]}, {"required": ["location"]}]
        entry["dependencies"] = {"sha256": ["file"]}
        return {
            "type": ["object", "null"],
            "patternProperties": {"^[A-Za-z][A-Za-z0-9._-]{0,63}$": entry},
            "additionalProperties": False,
        }

    def findings(self, answers):
        items = {name: self.titles[name] for answer in answers.values() for name in answer["properties"]}
        properties = {
            "item": {"enum": list(items), "description": "评审项：" + "；".join(f"{name} {title}" for name, title in items.items())},
            "rubric": {"enum": list(self.rubrics), "description": "几个准则都有这个评审项时，写明是哪一个"},
            "text": text(1000, description="发现了什么"),
            "severity": {"enum": ["major", "minor", "observation"], "description": "major 严重、minor 一般、observation 观察项"},
            "owner": text(100, description="责任人"),
            "raised": reference("date", description="首次提出的日期，以后各年不变"),
            "due": reference("date", description="整改期限"),
            "status": {"enum": ["open", "in-progress", "closed"], "description": "open 未关闭、in-progress 整改中、closed 已关闭"},
            "closed": reference("date", description="关闭日期，已关闭的要写"),
            "action": text(1000, description="整改措施"),
        }
        entry = record(properties, ["item", "text", "severity", "raised", "status"])
        entry["if"] = {"properties": {"status": {"const": "closed"}}}
        entry["then"] = {"required": ["closed"]}
        entry["else"] = {"not": {"required": ["closed"]}}
        return {
            "type": ["object", "null"],
            "description": "发现与整改；编号以后各年不变",
            "patternProperties": {"^[A-Za-z][A-Za-z0-9._-]{0,63}$": entry},
            "additionalProperties": False,
        }

    def answers(self, rubric):
        items = {}
        for path in rubric["item-files"]:
            items.update(load(self.folder / path)["items"])
        scale = part(self.folder, rubric["scale"])["marks"]
        sets = part(self.folder, rubric["facet-sets"])
        sets = sets.get("facet-sets", sets)
        groups = [group for domain in rubric["domains"] for group in domain.get("groups", [domain])]
        used_items = [use["id"] for group in groups for use in group["items"]]
        properties = {}
        for name in used_items:
            key = f"{rubric['family']}.{name}"
            self.definitions[key] = self.item(items[name], scale, sets)
            properties[name] = reference(key)
            self.titles.setdefault(name, items[name]["title"]["zh"])
        return {
            "type": ["object", "null"],
            "description": rubric["title"]["zh"],
            "properties": properties,
            "additionalProperties": False,
        }

    def item(self, item, scale, sets):
        may_be_left_out = item["not-applicable"]["policy"] != "forbidden"
        facets = sets[item["facets"]]["facets"]
        key = "answer." + "-".join(facet["id"] for facet in facets) + (".optional" if may_be_left_out else "")
        self.definitions[key] = self.answer(facets, may_be_left_out)
        marks = "\n".join(f"{mark} {scale[mark]['title']['zh']}：{joined(wording)}" for mark, wording in item["marks"].items())
        return reference(key, title=item["title"]["zh"], description=f"{item['title']['zh']}\n{item['question']}\n{marks}")

    @staticmethod
    def answer(facets, may_be_left_out):
        properties = {
            facet["id"]: {"enum": [1, 2, 3, 4, 5], "description": f"{facet['title']['zh']}：{facet['asks']}"}
            for facet in facets
        }
        properties["evidence"] = listing({"type": "string", "pattern": "\\S"}, description="证据编号，例如 [E01, E02]")
        # A note that is left empty is only a warning.
        properties["note"] = {**text(description="看到的事实"), "type": ["string", "null"]}
        properties["action"] = {**text(description="打算怎么做"), "type": ["string", "null"]}
        if may_be_left_out:
            properties["not-applicable"] = text(description="不适用的理由")
        answer = record(properties, [])
        if may_be_left_out:
            answer["if"] = {"required": ["not-applicable"]}
            answer["then"] = {"maxProperties": 1}
        return answer

    def schema(self):
        body = self.body()
        return schema("自评文件", body, self.definitions)


# MARK: - Files


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rubrics", type=pathlib.Path, default=ROOT / "Rubrics")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "Schemas")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    schemas = {
        "assessment": AssessmentSchema(options.rubrics).schema(),
        "brand": schema("品牌", brand()),
        "crosswalk": schema("准则对照", crosswalk()),
        "outline": schema("标准提要", *outline()),
        "indicator-map": schema("指标数据的映射", indicator_map(load(options.rubrics / "indicators.yml"))),
        **rubric_schemas(),
    }
    stale = []
    for name, content in schemas.items():
        path = options.output / f"{name}.schema.json"
        written = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        if options.check:
            if not path.is_file() or path.read_text(encoding="utf-8") != written:
                stale.append(path.name)
        else:
            options.output.mkdir(parents=True, exist_ok=True)
            path.write_text(written, encoding="utf-8")
    if stale:
        print("out of date: " + ", ".join(stale), file=sys.stderr)
        sys.exit(1)


main()
