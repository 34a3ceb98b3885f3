import Diagnostics
import Testing

struct JSONWriterTests {
  /// An object with every kind of value, empty ones among them.
  private func written(isIndented: Bool) -> String {
    var writer = JSONWriter(isIndented: isIndented)
    writer.begin(.object)
    writer.name("名称")
    writer.string("a\"\\\u{2028}\u{7F}")
    writer.name("list")
    writer.begin(.array)
    writer.integer(-5)
    writer.number(0.1)
    writer.number(-0.0)
    writer.number(.infinity)
    writer.begin(.array)
    writer.end(.array)
    writer.begin(.object)
    writer.name("flag")
    writer.bool(true)
    writer.name("nothing")
    writer.null()
    writer.end(.object)
    writer.end(.array)
    writer.name("empty")
    writer.begin(.object)
    writer.end(.object)
    writer.end(.object)
    return writer.text
  }

  @Test func oneLineHasNoBlanks() {
    #expect(
      written(isIndented: false)
        == #"{"名称":"a\"\\\u2028\u007f","list":[-5,0.1,0,null,[],{"flag":true,"nothing":null}],"empty":{}}"#)
  }

  @Test func eachMemberHasItsLine() {
    #expect(
      written(isIndented: true) == #"""
        {
          "名称": "a\"\\\u2028\u007f",
          "list": [
            -5,
            0.1,
            0,
            null,
            [],
            {
              "flag": true,
              "nothing": null
            }
          ],
          "empty": {}
        }
        """#)
  }

  @Test func aValueMayStandAlone() {
    var writer = JSONWriter(isIndented: true)
    writer.string("评星")
    #expect(writer.text == "\"评星\"")
  }
}
