public import Typesetting

extension Typesetter: TextSetting {}
