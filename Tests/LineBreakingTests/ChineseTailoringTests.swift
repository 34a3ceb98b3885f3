import LineBreaking
import TestSupport
import Testing

/// Where Chinese lines may end; `|` marks an allowed break, `¦` a discouraged one.
struct ChineseTailoringTests {
  private func marked(_ text: String, _ level: ProhibitionLevel = .gb) -> String {
    let scalars = Array(text.unicodeScalars)
    let breaks = LineBreaker(.chinese(level)).breaks(in: scalars)
    #expect(breaks.count == scalars.count + 1)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      switch breaks[index] {
      case .allowed: result += "|"
      case .discouraged: result += "¦"
      case .mandatory: result += "!"
      case .prohibited: break
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  @Test(arguments: [
    // CLREQ #prohibition_rules_for_line_start_end: quotation marks and brackets stay with what they enclose.
    "他|说|“你|好”|然|后", "据|‘标|准’|评|分", "见|《评|审|准|则》|（第|二|版）。", "用|“ISO”|标|准", "使|用|ISO|“标|准”",
    "don’t |stop", "say |“hello” |now",
    // Pauses and stops, also after a closing bracket.
    "好，|很|好。|对！？|是|（否）；|完",
    // Interpunct, connectors and solidus never begin a line; from level gb on no solidus ends one.
    "第·|间", "史|蒂|夫·|乔|布|斯", "华|东-|华|南", "5～10秒", "ISO/IEC", "A/B", "客|服/投|诉", "是／否",
    // GB/T 15834—2011 5.1.4 and 5.1.5: dashes and ellipses of two characters; a row of them may part between two.
    "字|——|字", "完|……|字", "完|⋯⋯|字", "字|⸺|字", "完|…|字", "完|……|……|字", "字|———|字",
    // GB/T 15834—2011 5.1.6: a single em dash is a connector.
    "北|京—|上|海",
    // Numbers stay with signs and units.
    "占 |96 %", "占|96%|的", "约|20 ms|内", "约|20ms", "￥100元", "￥ 100", "速|度 |5 km/h。", "12,345.67元", "−3.5℃",
    "2025年¦12月¦31日", "№ 5", "≥ 60", "≥60分", "＞60", "＜ 5", "约 |~5",
    "20 ℃", "1:30", "第3页", "10%～20%", "2023—2025年", "−3.5", "￥1,200", "3.5 人日", "30秒", "第 3 章",
    // Numbers stay with Han units, which stay whole: the tool's own rule.
    "间|−1.2～−0.3", "间|−0.5～0.9|的", "共|3个", "约|12人日。", "在|5个工作日|内", "3个月|内", "需|24小时|响|应", "15分钟|后", "每|人|1.5万元，",
    "约|20万人次", "3千米", "升|2个百分点",
    "共 |3 个月", "有|120个|座|席", "30～40人", "3亿", "第1类|与|第2类", "约|2成|在|线",
    "共|12㎡", "约|12毫秒", "12工时", "3000美元", "12单，|12路，|12岗，|12间", "12部|电|话", "第2版", "12场|会", "3回", "4题", "2条|线", "12席位",
    "12轮次", "12批次|的", "12并发", "3,000余件", "10多个", "约|12条/小时", "（3对|两|两|比|较", "−3.5～+2.0",
    // Abbreviations with their number; telephone numbers; marks of notes.
    "见|No.5", "Fig.3", "电|话 |010-8888 6666", "138 0013 8000", "400 820 8820", "2023 |2024 |2025", "名|称†",
    "离散系数 = ¦标准差 |÷ |平|均",
    // Only units of the table, and only after digits.
    "第3阶段", "第|三|阶|段", "三|个|月", "A|个|人",
    // Full-width digits; groups of thousands.
    "占|５０％|的", "￥５００", "共|１２３元", "共 |10 000", "共 |1 234 567 元", "1 234 |5678",
    // Short relations end a line after the sign only where it would be spaced out otherwise; long operands and long
    // chains keep their opportunities.
    "相|关|（r = ¦−0.73，|n = ¦24）", "p < ¦0.001|的", "n=24", "其|中 |n = ¦24。", "0 < ¦x < ¦1", "kappa ≥ ¦0.60", "α = ¦0.05",
    "ρ ≈ ¦+0.3",
    "a = ¦b = ¦c = |d = ¦e", "satisfaction |= 24", "满意度 = ¦85%", "本|年|度|的|满|意|度 |= 85%", "x = |abcdefghijklmnop",
    "见 |=",
    "= 5",
    // A chain of steps goes on after an arrow.
    "IVR→|ACD→|WFM", "受|理|→|派|单",
    // Numbers of standards.
    "按|SJ/T ¦11739-2019|评", "《GB/T ¦15834—2011》", "据|ISO ¦18295-1|与 |GB ¦3100", "见 |A |100", "the |OK |12个", "a/B |100",
    // Codes and programs.
    "C++|语|言", "a+b", "24/7|服|务",
    // Dates and ranges with a unit at each end; a long end goes on after the mark. A year and a quantity are no date.
    "于 |2025 年 ¦12 月 ¦31 日|止", "2025年|12个月", "12月¦31日", "10秒～¦20秒", "约 |10 秒 – ¦20 秒|内", "2025年|3天",
    "2025年¦1月～|2025年¦12月",
    // An apostrophe before a word or a number; a quotation mark that closes.
    "the |’90s", "约|’90s|的", "’tis |so", "‘好’|ab", "据|‘标|准’|9条",
    // Rows of symbols; a rating is one sign.
    "①|②|③", "见|①|②|项", "■|□|▲|■|□|▲", "★★★★☆|的", "①2024",
    // Forced ends and spaces.
    "上\n!下", "上\r\n!下", "上 |下",
  ])
  func marksAllowedBreaks(_ expected: String) {
    #expect(marked(expected.filter { $0 != "|" && $0 != "!" && $0 != "¦" }) == expected)
  }

  /// What users write in notes: numbers with the words, signs and brackets around them.
  @Test(arguments: [
    // Telephone numbers, with brackets, country code and extension.
    "电|话 |(021) 6288-0000", "电|话|（021）6288-0000。", "拨|（0755）8888 6666|转|人|工", "电|话 |+86 21 6288 0000",
    "+86 138 0013 8000",
    "+86 (21) 6288-0000", "+852 2123 4567", "021-62880000 转 801分|机", "021 62880000转801分|机", "见 |(2023) |2024 |2025",
    // Currencies before and behind the sum.
    "约 |USD 3,000", "约 |RMB 3,000元", "约 |¥ 3,000", "约 |US$ 3,000", "约 |3,000 USD|的",
    // Numbered things; a count of them numbers nothing.
    "见|表 5-1|与|图 3", "见|表5-1、|图3", "见|表 A-1。", "附|录 A|与|附|件 2", "公|式 3", "报|表 |5 份", "代|表|5名", "代|表 |ACD", "图 |IVR",
    "第 3 章", "见 |p. 12", "pp. 12–14", "Fig. 3", "No. 5", "no 5", "Table 5-1", "Figure 3", "v 2.1", "V2.1",
    "版|本 |ver. 2.1",
    "§ 4.2", "ends |here. |12 |teams", "the |OK |12",
    // Periods.
    "2025 年 ¦3 月", "见 |Q3 2025", "2025 Q3|的", "FY 2025", "H1 2025", "Q5 |2025", "2025 |Q3A",
    // Two short numbers with a sign between.
    "每|日 |10:00 – 12:00", "9:00 - 18:00", "9:00～18:00", "共 |7 × 24 小时", "24×7", "95 % ± 3 %", "约 |1 : 3", "3 / 5",
    "5% ~ 10%", "5 – −3",
    "7 * 24", "2025-01-01 – |2025-03-31", "a - |5", "3 –", "字 / |5", "5 |—— |3",
    // Numbers with units and signs.
    "≥ 95 %", "1,200 通/日", "3～5 次", "ISO ¦18295-1:2017", "5 星|的", "5 星级", "3 星期", "10 000", "50坐席|的", "5 楼",
  ])
  func marksAllowedBreaksInWhatUsersWrite(_ expected: String) {
    #expect(marked(expected.filter { $0 != "|" && $0 != "¦" }) == expected)
  }

  /// Long sums and products go on after a sign, at a sum first; short ones stay whole, as do dates and codes.
  @Test(arguments: [
    "（加|权|平|均 |(80×¦256/3 + |130×¦1088/13 + |90×¦724/9 + |120×¦83) ÷ ¦1000）；", "150×¦3332/45+|150×¦3364/45=|98.5%，|即",
    "现|有：|78.69 = ¦5902/75|（加|权", "12.5 − |−98/75 + |1,234.5 − |+3 = |7.", "10 × ¦20 × ¦30 × ¦40 × ¦50",
    "7 × 24 × 60", "10+20+30=60", "2025-01-01 – |2025-03-31", "a+12345+12345+12345+12345",
    "A1|（10+|20+|30+|40+|50+|60+|70）",
  ])
  func longExpressionsBreakAfterSigns(_ expected: String) {
    #expect(marked(expected.filter { $0 != "|" && $0 != "¦" }) == expected)
  }

  /// No number or fraction of an expression is parted, however long the expression and in whatever way it is written.
  @Test func numbersInExpressionsStayWhole() {
    var generator = SeededGenerator(seed: 0xADD)
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<Int.random(in: 2...30, using: &generator) {
        let sign = ["+", "−", "×", "÷", "=", " + ", " − ", " × ", " ÷ ", " = "].randomElement(using: &generator)!
        let number = ["140×3664/45", "120", "3.75", "1,234", "83/9", "(12+3)"].randomElement(using: &generator)!
        text += (text.isEmpty ? "" : sign) + number
      }
      let result = marked(text)
      #expect(!result.contains(/[0-9.,\/][|¦][0-9.,\/]/), "\(result)")
    }
  }

  @Test func levelsDifferAsTheTableSays() {
    #expect(marked("字。字", .none) == "字|。|字")
    #expect(marked("（字", .none) == "（|字")
    #expect(marked("字。字", .basic) == "字。|字")
    #expect(marked("客服／投诉", .basic) == "客|服／|投|诉")
    #expect(marked("客服／投诉", .gb) == "客|服／投|诉")
    #expect(marked("字——字……字", .gb) == "字|——|字|……|字")
    #expect(marked("字——字……字", .strict) == "字——|字……|字")
    #expect(marked("字——字……字", .none) == "字|——|字|……|字")
  }

  @Test func webAddressesBreakAfterDelimitersOnly() {
    #expect(
      marked("见 https://www.example.com.cn/a-b/c?id=1&x=%E4%BD%A0。完")
        == "见 |https://www.|example.|com.|cn/|a-|b/|c?|id=|1&|x=%E4%BD%A0。|完")
    // No character stands alone on the last line.
    #expect(marked("http://x.cn/long/a") == "http://x.|cn/|long/a")
    #expect(marked("见www.ab.cn，") == "见|www.ab.|cn，")
    #expect(marked("http://x.cn/0123456789abcdef") == "http://x.|cn/|01|2|3|4|5|6|7|8|9|a|b|c|d|ef")
  }

  // Codes break after delimiters, without a hyphen; short ones stay whole.
  @Test(arguments: [
    "见 |evidence/|2025-|03-|interview_|01.pdf。|完", "CCCS-|2025-|07-|0012-A", "zhang.|san@|example.|com.cn",
    "2025-03-01", "ISO/IEC", "GB/T", "依|据|CCCS-¦OP-¦2010。|完", "COPC-¦2000", "（QM-¦REC-¦2026-¦031）",
    "HR.¦Q3.2026_¦07",
    // Brackets and marks around a code do not count to its length.
    "(#20260918-0042).", "(CCCS-¦OP-¦2010A1).", "(see |#20260918-0042/1)", "v1.2-|rc", "TEL:|010-8888",
    "Mann-|Kendall", "self-|test",
    "C:\\|Users\\|zhang\\|a.docx", "1234567890123456.78",
    "2025-|03-|01T10:00:00Z",
  ])
  func codesBreakAfterDelimiters(_ expected: String) {
    #expect(marked(expected.filter { $0 != "|" && $0 != "¦" }) == expected)
  }

  @Test func aDigestBreaksAnywhereAndAWordNowhere() {
    let digest = String(repeating: "0a", count: 32)
    #expect(marked(digest) == "0a|" + digest.dropFirst(2).dropLast(2).map { "\($0)|" }.joined() + "0a")
    #expect(marked("internationalisation") == "internationalisation")
    #expect(marked("约honorificabilitudinitatibus") == "约|honorificabilitudinitatibus")
  }

  @Test(arguments: ["。", "！", "～", "、", "）", "．"])
  func aLongRowOfMarksBreaksAnywhere(_ mark: String) {
    let row = String(repeating: mark, count: 40)
    #expect(marked(row) == mark + mark + "|" + row.dropFirst(2).dropLast(2).map { "\($0)|" }.joined() + mark + mark)
    #expect(!marked(String(row.prefix(12))).contains("|"))
  }

  @Test func longWordsOfAnyScriptBreakAnywhereButNeverBeforeAMark() {
    #expect(marked(String(repeating: "é", count: 40)).contains("é|é"))
    #expect(marked(String(repeating: "ж", count: 20)) == String(repeating: "ж", count: 20))
    let accented = marked(String(repeating: "o\u{301}", count: 40))
    #expect(accented.contains("|o\u{301}") && !accented.contains("|\u{301}"))
    #expect(marked(String(repeating: "。）", count: 30)).contains("|"))
    #expect(marked(String(repeating: "１", count: 40)).contains("１|１"))
  }

  @Test func noForbiddenMarkBeginsOrEndsALine() {
    var generator = SeededGenerator(seed: 0x5EED)
    let alphabet = Array("评审服务。，、！？（）“”‘’《》—…·/-+ %￥0123abc\u{301}\u{200D}：；～".unicodeScalars)
    for level in ProhibitionLevel.allCases where level != .none {
      for _ in 0..<500 {
        let scalars = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
          alphabet.randomElement(using: &generator)!
        }
        let breaks = LineBreaker(.chinese(level)).breaks(in: scalars)
        for index in scalars.indices.dropFirst() where breaks[index] == .allowed {
          // An apostrophe before a letter or a digit begins a word.
          let beginsWord =
            scalars[index] == "’" && index + 1 < scalars.count && ("0"..."z").contains(scalars[index + 1])
          #expect(beginsWord || !level.forbidsAtLineStart(scalars[index]))
          #expect(!level.forbidsAtLineEnd(scalars[index - 1]))
        }
      }
    }
  }
}
