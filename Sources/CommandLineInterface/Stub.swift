internal import ArgumentParser
internal import Diagnostics

struct NewCommand: ParsableCommand {}
struct CheckCommand: ParsableCommand {}
struct ScoreCommand: ParsableCommand {}
struct ExplainCommand: ParsableCommand {}
struct ReportCommand: ParsableCommand {}
struct RubricCommand: ParsableCommand {}
struct DoctorCommand: ParsableCommand {}
enum DiagnosticPrinter { static func complain(_ d: [Diagnostic]) {} }
