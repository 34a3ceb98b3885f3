internal import ArgumentParser

/// `pingxing doctor`: what this machine has, what is missing, and the command that installs it.
struct DoctorCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor",
      abstract: localized("检查本机的函数库、字体与数据文件夹。", "Checks libraries, fonts and data folders of this machine."))
  }

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let examination = Examination(data: try shared.folders)
    for line in examination.lines() { StandardStreams.print(line) }
    if examination.hasFaults { throw CommandFailure(.requirementNotMet) }
  }
}
