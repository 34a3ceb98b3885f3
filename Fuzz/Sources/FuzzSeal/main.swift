import Foundation
import FuzzInput

exit(FuzzDriver.run(fuzz))
