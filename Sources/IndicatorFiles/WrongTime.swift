internal import AssessmentModel
internal import Diagnostics

/// What to do about times that spreadsheets leave behind.
enum WrongTime {
  /// The advice for a number of a day and for a month without its year; nil for other texts.
  static func hint(_ text: String) -> LocalizedText? {
    if let days = Int(text), text.utf8.count == 5, let day = day(ofSpreadsheet: days) {
      return LocalizedText(
        chinese: "像是 Excel 的日期序号，即 \(day)：在 Excel 里把这一列的格式设为日期（如 2025-03-01）后重新导出",
        english:
          "this looks like a spreadsheet's number of the day \(day): format the column as a date, and export again")
    }
    let months = ["年", "Q", "q", "季"].contains { text.contains($0) } ? text : text.filter { !"月份".contains($0) }
    if let month = Int(months), (1...12).contains(month) {
      return LocalizedText(
        chinese:
          "只有月份，没有年份：时间要写在一列里，如 2025-03；年份和月份分在两列的，在 Excel 里用 =A2&\"-\"&TEXT(B2,\"00\") 合成一列",
        english:
          "a month without its year: the time stands in one column, as 2025-03; of two columns make one with =A2&\"-\"&TEXT(B2,\"00\")"
      )
    }
    return nil
  }

  /// The day of a spreadsheet's number, from 1990 to 2099; 25,569 is 1970-01-01.
  private static func day(ofSpreadsheet number: Int) -> CalendarDate? {
    guard let day = CalendarDate(dayNumber: number - 25_569), (1990...2099).contains(day.year) else { return nil }
    return day
  }
}
