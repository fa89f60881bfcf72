/// The number that `name` is set to.
///
/// - Precondition: `text` is digits alone, at least `least`, and below 2³¹.
func wholeNumber(
  _ text: String, from least: Int32, setFor name: String, file: StaticString = #file,
  line: UInt = #line
) -> Int {
  // Int32 would take a sign.
  guard text.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int32(text), number >= least
  else {
    let found = String(reflecting: text)
    fatalError("\(name) is a whole number from \(least), not \(found)", file: file, line: line)
  }
  return Int(number)
}
