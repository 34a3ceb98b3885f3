internal import CFuzzer

/// Runs a fuzz target as the program's main loop.
public enum FuzzDriver {
  /// Hands the arguments of the command line to libFuzzer; returns its exit status.
  public static func run(_ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt) -> CInt {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    return LLVMFuzzerRunDriver(&count, &arguments, target)
  }
}
