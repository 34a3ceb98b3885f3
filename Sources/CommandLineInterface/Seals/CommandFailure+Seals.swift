internal import Diagnostics
internal import Sealing

extension CommandFailure {
  /// What is wrong with a seal, a proof or a key.
  init(_ error: SealError, path: String? = nil) {
    let place = path.map { SourceLocation(file: $0) }
    func failure(
      _ status: ExitStatus, _ code: String, _ message: LocalizedText, hint: LocalizedText? = nil
    ) -> CommandFailure { CommandFailure(status, code, message, at: place, hint: hint) }
    switch error {
    case .malformed(let fault):
      let isLater = if case .laterVersion = fault.reason { true } else { false }
      self.init(
        .inputWrong, isLater ? "seal-newer" : "seal-malformed", fault.reason.message,
        at: path.map { SourceLocation(file: $0, line: fault.line, column: fault.column) }, hint: fault.reason.hint)
    case .unusableFile(let name):
      self = failure(
        .inputWrong, "unusable-name",
        LocalizedText(
          chinese: "文件名 \(name) 太长或含控制字符，不能封存", english: "the name \(name) is too long or holds control characters"),
        hint: LocalizedText(chinese: "换一个文件名", english: "give the file another name"))
    case .repeatedFile(let name):
      self = failure(
        .inputWrong, "seal-malformed",
        LocalizedText(chinese: "文件 \(name) 写了两次", english: "the file \(name) is named twice"))
    case .tooManyFiles:
      self = failure(
        .inputWrong, "seal-too-large",
        LocalizedText(
          chinese: "文件多于 \(Seal.mostFiles) 个，一份封存清单放不下",
          english: "there are more than the \(Seal.mostFiles) files that a seal holds"))
    case .badKey(.laterVersion(let found)):
      self = failure(
        .inputWrong, "key-newer",
        LocalizedText(
          chinese: "密钥文件由更新的版本写成（格式 \(found)）", english: "the key file was written by a later version (format \(found))"
        ),
        hint: ProgramVersion.laterHint)
    case .badKey(let fault): self = failure(.inputWrong, "bad-key", fault.message, hint: fault.hint)
    case .noSuchFile(let name):
      self = failure(
        .usage, "unknown-file",
        LocalizedText(chinese: "封存清单里没有文件 \(name)", english: "the seal holds no file \(name)"))
    }
  }
}

extension SealFault.Reason {
  /// What is wrong, in words.
  fileprivate var message: LocalizedText {
    func text(_ chinese: String, _ english: String) -> LocalizedText {
      LocalizedText(chinese: chinese, english: english)
    }
    switch self {
    case .otherFormat(let expected) where expected == InclusionProof.format:
      return text(
        "这不是本程序认得的证明：第一行应为 \(expected)", "this is no proof that is known here: its first line has to be \(expected)")
    case .otherFormat(let expected):
      return text("这不是封存清单：第一行应为 \(expected)", "this is no seal: its first line has to be \(expected)")
    case .laterVersion(let found, let known):
      let isProof = known == InclusionProof.format
      return text(
        "\(isProof ? "这份证明" : "这份封存清单")由更新的版本写成（格式 \(found)，本程序只认到 \(known)）",
        "this \(isProof ? "proof" : "seal") was written by a later version (format \(found); this program knows up to \(known))"
      )
    case .changedVersion(let expected):
      return text(
        "第一行被改动过：其余各行与根合乎 \(expected)", "the first line was changed: all others and the root are those of \(expected)")
    case .encoding: return text("这里不是 UTF-8", "this is not UTF-8")
    case .cutShort(let expected):
      return text("内容不完整：这里应有 \(expected) 一行", "this is cut short: a line \(expected) has to stand here")
    case .otherLine(""): return text("最后一行之后还有内容", "there is more behind the last line")
    case .otherLine(let expected): return text("这里应是 \(expected) 一行", "a line \(expected) has to stand here")
    case .lineEnd:
      return text(
        "这一行不是只以 LF 结束：文件被截断，或换行被改过",
        "this line does not end with LF alone: the file was cut short, or its line ends changed")
    case .tooManyLines: return text("行数太多", "there are too many lines")
    case .fields(let expected):
      return text("这一行应有 \(expected) 个字段，以一个制表符分隔", "this line has \(expected) fields, one tab between")
    case .scope: return text("scope 是 files 或 folder", "the scope is files or folder")
    case .role:
      let roles = SealedFile.Role.allCases.map(\.rawValue)
      return text(
        "行首应是 \(roles.joined(separator: "、")) 或 root", "a line begins with \(roles.joined(separator: ", ")) or root")
    case .path:
      return text(
        "文件路径不能为空、含控制字符或超过 \(SealedFile.longestPath) 字节",
        "a path has 1 to \(SealedFile.longestPath) bytes and no control characters")
    case .number:
      return text("这里应是不带正负号和前导零的整数，且不超出范围", "a whole number within range belongs here, without sign or leading zeros")
    case .digits(let expected):
      return text("这里应是 \(expected) 位小写十六进制数", "\(expected) small hexadecimal digits belong here")
    case .order: return text("这一行应排在上一行之前", "this line belongs before the one above it")
    case .repeated: return text("上一行已经写了这个文件", "the line above names the same file")
    case .root:
      return text("根与所列的内容不符：有一处被改动过", "the root is not that of what is listed: something was changed")
    }
  }

  /// What to do about it.
  fileprivate var hint: LocalizedText? {
    switch self {
    case .otherFormat(InclusionProof.format): nil
    case .laterVersion: ProgramVersion.laterHint
    case .otherFormat:
      LocalizedText(
        chinese: "清单由 pingxing seal 写出；档案用 pingxing archive verify 核对",
        english: "`pingxing seal` writes seals; `pingxing archive verify` checks archives")
    default:
      LocalizedText(
        chinese: "清单和证明一个字节也不能改：请取回原来的文件", english: "no byte of a seal or proof may change: get the original file")
    }
  }
}

extension KeyFault {
  /// What is wrong, in words.
  fileprivate var message: LocalizedText {
    func text(_ chinese: String, _ english: String) -> LocalizedText {
      LocalizedText(chinese: chinese, english: english)
    }
    return switch self {
    case .unknown, .laterVersion: text("不是密钥文件", "this is no key file")
    case .digits:
      text(
        "密钥文件的第二行应是 64 位小写十六进制数，其后没有别的",
        "the second line of a key file has 64 small hexadecimal digits, and nothing follows")
    case .damaged: text("PEM 密钥不完整或被改动过", "the PEM key is cut short or was changed")
    case .encrypted: text("私钥有口令保护，不能直接使用", "the private key is protected by a passphrase")
    case .openSSH: text("这是 OpenSSH 格式的密钥", "this is a key in the form of OpenSSH")
    case .otherAlgorithm: text("这不是 Ed25519 密钥", "this is no Ed25519 key")
    case .isPublic: text("这是公钥，签名要用私钥", "this is a public key; signing takes the private one")
    case .isPrivate: text("这是私钥，核对签名要用公钥", "this is a private key; checking takes the public one")
    }
  }

  /// What to do about it.
  fileprivate var hint: LocalizedText? {
    func text(_ chinese: String, _ english: String) -> LocalizedText {
      LocalizedText(chinese: chinese, english: english)
    }
    return switch self {
    case .unknown, .laterVersion, .openSSH, .otherAlgorithm:
      text(
        "用 pingxing seal keygen -o 文件，或 openssl genpkey -algorithm ed25519 -out 文件 生成密钥",
        "make one with `pingxing seal keygen -o FILE` or `openssl genpkey -algorithm ed25519 -out FILE`")
    case .digits, .damaged: text("请取回原来的密钥文件", "get the original key file")
    case .encrypted:
      text(
        "用 openssl pkey -in 文件 -out 新文件 去掉口令，再 chmod 600",
        "take it off with `openssl pkey -in FILE -out NEW`, then chmod 600")
    case .isPublic: nil
    case .isPrivate(let publicKey?):
      text(
        "它的公钥是 \(publicKey)：写 --key 和这 64 位，或 PEM 公钥文件",
        "its public key is \(publicKey): give --key these 64 digits, or the PEM file of the public key")
    case .isPrivate(nil):
      text(
        "公钥用 openssl pkey -in 文件 -pubout 取得，或见 seal keygen 的输出",
        "`openssl pkey -in FILE -pubout` or `seal keygen` prints the public one")
    }
  }
}
