internal import AssessmentModel

extension Assessment {
  /// The files of figures that it names, relative to its folder: indicators, intervals, the data of its analyses.
  var dataFiles: [String] {
    ([indicatorFile, indicatorSettings.intervalFile] + analyses.map(\.file)).compactMap(\.self)
  }

  /// Every file that it names, relative to its folder; none of them may be replaced by a report.
  var namedFiles: [String] { evidence.compactMap(\.file) + dataFiles }
}
